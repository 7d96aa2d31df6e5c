package dev.wiretape.tui.tape;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * The few words that millions of frames consist of, as small numbers; number 0 is the empty word. Looked up by their
 * bytes, so that a frame costs no allocation. One thread adds; others may ask for the words of numbers they were given.
 */
final class Words {
    /** What a word beyond the {@value #LIMIT}th becomes: the wire may make up as many as it likes. */
    private static final String TOO_MANY = "…";

    private static final int LIMIT = 2048;
    private static final int SLOTS = 8192;

    private final byte[][] bytes = new byte[LIMIT + 1][];
    private final short[] slots = new short[SLOTS];
    private volatile String[] words = {""};

    Words() {
        bytes[0] = new byte[0];
    }

    /** The number of the word in {@code array} from {@code from} to {@code to}. */
    short of(byte[] array, int from, int to) {
        if (from >= to) {
            return 0;
        }
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + array[i];
        }
        int slot = (hash ^ (hash >>> 13)) & (SLOTS - 1);
        while (slots[slot] != 0) {
            byte[] known = bytes[slots[slot]];
            if (Arrays.equals(known, 0, known.length, array, from, to)) {
                return slots[slot];
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        return add(slot, array, from, to);
    }

    /** The number of {@code word}. */
    short of(String word) {
        byte[] utf8 = word.getBytes(UTF_8);
        return of(utf8, 0, utf8.length);
    }

    /** The word with that number. */
    String word(short number) {
        return words[number];
    }

    private short add(int slot, byte[] array, int from, int to) {
        int number = words.length;
        if (number > LIMIT) {
            return LIMIT;
        }
        boolean last = number == LIMIT;
        bytes[number] = last ? TOO_MANY.getBytes(UTF_8) : Arrays.copyOfRange(array, from, to);
        if (!last) {
            slots[slot] = (short) number;
        }
        String[] more = Arrays.copyOf(words, number + 1);
        more[number] = new String(bytes[number], UTF_8);
        words = more;
        return (short) number;
    }
}
