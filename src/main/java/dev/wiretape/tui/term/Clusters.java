package dev.wiretape.tui.term;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Letters with marks on them. The library takes whatever consists of several characters for an emoji of two cells, so
 * towards it a private character of one cell stands in for each, which never comes from a page: there private characters
 * are dots. From any thread.
 */
public final class Clusters {
    private static final char FIRST = '\uE000';
    private static final int MOST = 6_400;
    private static final String PLACEHOLDER = "·";

    private final Map<String, String> standIns = new HashMap<>();
    private final List<String> clusters = new ArrayList<>();

    /** What stands in for {@code cluster}; a dot where there are too many of them. */
    synchronized String standIn(String cluster) {
        String known = standIns.get(cluster);
        if (known != null) {
            return known;
        }
        if (clusters.size() == MOST) {
            return PLACEHOLDER;
        }
        String standIn = Character.toString(FIRST + clusters.size());
        clusters.add(cluster);
        standIns.put(cluster, standIn);
        return standIn;
    }

    /** What {@code text} stands in for, or else itself. */
    synchronized String shown(String text) {
        int number = text.length() == 1 ? text.charAt(0) - FIRST : -1;
        return number >= 0 && number < clusters.size() ? clusters.get(number) : text;
    }
}
