package dev.wiretape.recording.secrets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks for secrets in the frames of one stream, in order. A model says a key in pieces: each delta's JSON string holds a
 * few characters of it. Where a string ends in the middle of something secret and a string of one of the next frames goes
 * on with it, that piece is found as well, as soon as what was said gives the secret away. Not thread-safe.
 */
public final class StreamSearch {
    private static final int MOST_TORN = 64;

    private final Secrets secrets;
    private List<Torn> torn = List.of();

    /** A search at the beginning of a stream. */
    public StreamSearch(Secrets secrets) {
        this.secrets = secrets;
    }

    /** The secrets, and pieces of them, in the next frame, from left to right, apart. */
    public List<Secret> find(byte[] bytes, int offset, int length) {
        List<Torn> before = torn;
        List<Torn> now = new ArrayList<>(0);
        List<Secret> found = secrets.table().find(bytes, offset, offset + length, now);
        if (before.isEmpty()) {
            torn = now.isEmpty() ? List.of() : few(now.stream());
            return found;
        }
        List<Secret> pieces = new ArrayList<>(found);
        Set<Torn> continued = new HashSet<>();
        for (int quote = offset; quote < offset + length - 1; quote++) {
            if (bytes[quote] == '"') {
                goOn(before, bytes, offset, quote + 1, offset + length, now, continued, pieces);
            }
        }
        Stream<Torn> waiting = before.stream()
                .filter(t -> !continued.contains(t))
                .map(Torn::older)
                .filter(t -> !t.isForgotten());
        torn = few(Stream.concat(now.stream(), waiting));
        return apart(pieces);
    }

    /** Those that matched most: a hostile stream could otherwise have us follow any number. */
    private static List<Torn> few(Stream<Torn> all) {
        return all.sorted(Comparator.comparingInt(Torn::matched).reversed())
                .distinct()
                .limit(MOST_TORN)
                .toList();
    }

    /** Notes which of the torn needles go on in what may be a string that begins at {@code from}. */
    private void goOn(
            List<Torn> before,
            byte[] bytes,
            int start,
            int from,
            int end,
            List<Torn> now,
            Set<Torn> continued,
            List<Secret> pieces) {
        for (Torn open : before) {
            Needle needle = open.needle();
            int to = from + needle.extend(bytes, from, end, open.matched());
            if (to == from || !isCalled(open.name(), bytes, start, from)) {
                continue;
            }
            int matched = open.matched() + to - from;
            boolean cut = JsonStrings.valueEnds(bytes, to, end);
            boolean enough = cut || needle.isEndless() || matched == needle.prefix().length;
            if (enough && needle.isTelling(matched)) {
                pieces.add(new Secret(from, to, needle.kind(), needle.value(bytes, from, to)));
            }
            if (cut && now.size() < NeedleTable.MOST_TORN) {
                now.add(new Torn(needle, matched, open.name(), 0));
                continued.add(open);
            }
        }
    }

    private static boolean isCalled(String name, byte[] bytes, int start, int from) {
        return JsonStrings.nameBefore(bytes, start, from - 1)
                .filter(name::equals)
                .isPresent();
    }

    private static List<Secret> apart(List<Secret> pieces) {
        pieces.sort(Comparator.comparingInt(Secret::start).thenComparing(Secret::end, Comparator.reverseOrder()));
        List<Secret> apart = new ArrayList<>();
        int done = -1;
        for (Secret piece : pieces) {
            if (piece.start() >= done) {
                apart.add(piece);
                done = piece.end();
            }
        }
        return apart;
    }
}
