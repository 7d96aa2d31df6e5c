package dev.wiretape.recording.secrets;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Needles prepared for the search: two bytes tell whether one may begin at the first of them or has begun at the byte
 * before, so that eight bytes cost four looks into a small table. This stands on the path of every recorded byte.
 * Immutable.
 */
final class NeedleTable {
    /** In one frame; more only a hostile one would have. */
    static final int MOST_TORN = 1024;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final byte QUOTE = '"';

    /** Seven bits of each of two bytes: a table that small stays next to the processor. */
    private static final int PAIR = 0x7F7F;

    private final List<Needle> needles;
    private final byte[] perhaps = new byte[PAIR + 1];
    private final boolean[] beginnings = new boolean[1 << 16];
    private final Needle[][] byFirstByte = new Needle[256][];

    NeedleTable(List<? extends Needle> needles) {
        this.needles = List.copyOf(needles);
        for (Needle needle : needles) {
            byte[] prefix = needle.prefix();
            beginnings[pair(prefix[0], prefix[1])] = true;
            // A JSON string may end behind its first byte, and the next one go on with it.
            beginnings[pair(prefix[0], QUOTE)] |= needle.firstPiece() == 1;
            byFirstByte[prefix[0] & 0xFF] =
                    needles.stream().filter(n -> n.prefix()[0] == prefix[0]).toArray(Needle[]::new);
            expect(prefix);
        }
        for (char behind : new char[] {'}', ',', ']'}) {
            expect(QUOTE, behind);
        }
    }

    /** Marks the pairs that its first and its second byte may stand in front of; see {@link JsonStrings#valueEnds}. */
    private void expect(byte[] prefix) {
        expect(prefix[0], prefix[1]);
        expect(prefix[0], QUOTE);
        expect(prefix[1], QUOTE);
        for (int third = 0; third < 128; third++) {
            if (prefix.length == 2 || third == (prefix[2] & 0x7F)) {
                expect(prefix[1], third);
            }
        }
    }

    private void expect(int first, int second) {
        perhaps[((second << 8) | (first & 0xFF)) & PAIR] = 1;
    }

    /** This table and {@code more}, which come first: where several match alike, the known one names it. */
    NeedleTable with(List<? extends Needle> more) {
        List<Needle> all = new ArrayList<>(more);
        all.addAll(needles);
        return new NeedleTable(all);
    }

    /**
     * Every needle between the indices, from left to right, not overlapping, the longest where several begin.
     *
     * @param torn receives those that a JSON string's end may have cut
     */
    List<Secret> find(byte[] bytes, int start, int end, List<Torn> torn) {
        List<Secret> found = List.of();
        int from = start;
        int at = skip(perhaps, bytes, start, end);
        while (at < end) {
            int group = Math.min(end, at + Long.BYTES);
            Secret secret = first(bytes, start, Math.max(from, at - 1), group - 1, end, torn);
            if (secret == null) {
                at = group;
            } else {
                found = found.isEmpty() ? new ArrayList<>() : found;
                found.add(secret);
                from = secret.end();
                at = from;
            }
            at = skip(perhaps, bytes, at, end);
        }
        return found;
    }

    /**
     * The first of the groups of eight bytes from {@code at} on in whose first seven bytes, or at the byte before which, a
     * needle may begin; the last, short group in any case. Apart from the rest, so that it is compiled as the small loop it
     * is.
     */
    private static int skip(byte[] table, byte[] bytes, int at, int end) {
        int i = at;
        while (i < end - Long.BYTES) {
            long word = (long) LONGS.get(bytes, i);
            int any = table[(int) word & PAIR]
                    | table[(int) (word >>> 16) & PAIR]
                    | table[(int) (word >>> 32) & PAIR]
                    | table[(int) (word >>> 48) & PAIR];
            if (any != 0) {
                return i;
            }
            i += Long.BYTES;
        }
        return i;
    }

    /** The first needle that begins at or behind {@code from} and before {@code to}; null if none does. */
    private Secret first(byte[] bytes, int start, int from, int to, int end, List<Torn> torn) {
        for (int at = from; at < to; at++) {
            if (beginnings[pair(bytes[at], bytes[at + 1])] && mayCount(bytes, at, end)) {
                Secret secret = longest(bytes, start, at, end, torn);
                if (secret != null) {
                    return secret;
                }
            }
        }
        return null;
    }

    /** Names end with quotes, too; a needle's first byte before one of those is nothing. */
    private static boolean mayCount(byte[] bytes, int at, int end) {
        return bytes[at + 1] != QUOTE || JsonStrings.valueEnds(bytes, at + 1, end);
    }

    /** Where the first needle begins that may go on behind the bytes; {@code end} if none does. */
    int openTail(byte[] bytes, int start, int end, int lookBack) {
        for (int at = Math.max(start, end - lookBack); at < end; at++) {
            boolean possible = at + 1 == end || beginnings[pair(bytes[at], bytes[at + 1])];
            if (possible && anyOpen(bytes, start, at, end)) {
                return at;
            }
        }
        return end;
    }

    private boolean anyOpen(byte[] bytes, int start, int at, int end) {
        Needle[] candidates = byFirstByte[bytes[at] & 0xFF];
        return candidates != null
                && Arrays.stream(candidates).anyMatch(needle -> isOpen(needle, bytes, start, at, end));
    }

    private static boolean isOpen(Needle needle, byte[] bytes, int start, int at, int end) {
        int to = at + needle.extend(bytes, at, end, 0);
        return to == end && needle.mayBegin(bytes, start, at) && (needle.isEndless() || !needle.isWhole(bytes, at, to));
    }

    private Secret longest(byte[] bytes, int start, int at, int end, List<Torn> torn) {
        Secret longest = null;
        for (Needle needle : byFirstByte[bytes[at] & 0xFF]) {
            int to = at + needle.extend(bytes, at, end, 0);
            if (!needle.mayBegin(bytes, start, at)) {
                continue;
            }
            boolean whole = needle.isWhole(bytes, at, to);
            boolean cut = (!whole || needle.isEndless()) && JsonStrings.valueEnds(bytes, to, end);
            int matched = to - at;
            boolean follow = cut && needle.firstPiece() > 0 && matched >= needle.firstPiece();
            if (follow && torn.size() < MOST_TORN) {
                JsonStrings.nameAround(bytes, start, at)
                        .ifPresent(name -> torn.add(new Torn(needle, matched, name, 0)));
            }
            boolean masked = whole || (cut && needle.isTelling(to - at));
            if (masked && (longest == null || to > longest.end())) {
                longest = new Secret(at, to, needle.kind(), needle.value(bytes, at, to));
            }
        }
        return longest;
    }

    private static int pair(byte first, byte second) {
        return ((first & 0xFF) << 8) | (second & 0xFF);
    }
}
