package dev.wiretape.recording.secrets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Looks for secrets in the frames of one stream, in order. A model says a key in pieces: each delta's JSON string holds a
 * few characters of it. Where a string ends in the middle of something secret and a string of one of the next frames goes
 * on with it, that piece is found as well, as soon as what was said gives the secret away. Not thread-safe.
 */
public final class StreamSearch {
    private static final int MOST_TORN = 64;

    private final Secrets secrets;
    private List<Torn> torn = new ArrayList<>();
    private List<Torn> tornNow = new ArrayList<>();

    /** A search at the beginning of a stream. */
    public StreamSearch(Secrets secrets) {
        this.secrets = secrets;
    }

    /** The secrets, and pieces of them, in the next frame, from left to right, apart. */
    public List<Secret> find(byte[] bytes, int offset, int length) {
        List<Secret> found = secrets.table().find(bytes, offset, offset + length, tornNow);
        if (torn.isEmpty() && tornNow.isEmpty()) {
            return found;
        }
        List<Secret> pieces = torn.isEmpty() ? List.of() : goOn(bytes, offset, offset + length);
        List<Torn> old = torn;
        torn = tornNow;
        tornNow = old;
        tornNow.clear();
        keepStrongest();
        return pieces.isEmpty() ? found : apart(found, pieces);
    }

    /** Looks in every string for what the torn needles go on with; those that wait for it grow older. */
    private List<Secret> goOn(byte[] bytes, int start, int end) {
        List<Secret> pieces = new ArrayList<>();
        boolean[] continued = new boolean[torn.size()];
        for (int quote = start; quote < end - 1; quote++) {
            if (bytes[quote] == '"') {
                for (int i = 0; i < continued.length; i++) {
                    continued[i] |= goesOn(torn.get(i), bytes, start, quote + 1, end, pieces);
                }
            }
        }
        for (int i = 0; i < continued.length; i++) {
            Torn older = torn.get(i).older();
            if (!continued[i] && !older.isForgotten()) {
                tornNow.add(older);
            }
        }
        return pieces;
    }

    /** Whether the string that may begin at {@code from} is a piece of the torn needle and breaks off in it again. */
    private boolean goesOn(Torn open, byte[] bytes, int start, int from, int end, List<Secret> pieces) {
        Needle needle = open.needle();
        int to = from + needle.extend(bytes, from, end, open.matched());
        if (to == from || !isCalled(open.name(), bytes, start, from)) {
            return false;
        }
        int matched = open.matched() + to - from;
        boolean cut = JsonStrings.valueEnds(bytes, to, end);
        boolean enough = cut || needle.isEndless() || matched == needle.prefix().length;
        if (enough && needle.isTelling(matched)) {
            pieces.add(new Secret(from, to, needle.kind(), needle.value(bytes, from, to)));
        }
        if (cut && tornNow.size() < NeedleTable.MOST_TORN) {
            tornNow.add(new Torn(needle, matched, open.name(), 0));
        }
        return cut;
    }

    /** A hostile stream could otherwise have us follow any number. */
    private void keepStrongest() {
        if (torn.size() > MOST_TORN) {
            torn.sort(Comparator.comparingInt(Torn::matched).reversed());
            torn.subList(MOST_TORN, torn.size()).clear();
        }
    }

    private static boolean isCalled(String name, byte[] bytes, int start, int from) {
        return JsonStrings.nameBefore(bytes, start, from - 1)
                .filter(name::equals)
                .isPresent();
    }

    private static List<Secret> apart(List<Secret> found, List<Secret> pieces) {
        List<Secret> all = new ArrayList<>(found);
        all.addAll(pieces);
        all.sort(Comparator.comparingInt(Secret::start).thenComparing(Secret::end, Comparator.reverseOrder()));
        List<Secret> apart = new ArrayList<>();
        int done = -1;
        for (Secret piece : all) {
            if (piece.start() >= done) {
                apart.add(piece);
                done = piece.end();
            }
        }
        return apart;
    }
}
