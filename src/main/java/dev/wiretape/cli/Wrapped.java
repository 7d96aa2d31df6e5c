package dev.wiretape.cli;

import java.util.ArrayList;
import java.util.List;

/** Text in lines of a width, those after the first indented. */
final class Wrapped {
    private static final int WIDTH = 98;

    private Wrapped() {}

    static List<String> lines(String text, String indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(indent);
            } else if (line.length() > 0) {
                line.append(' ');
            }
            line.append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
