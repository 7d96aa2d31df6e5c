package dev.wiretape.message;

/**
 * Text that arrived in pieces, as far as it had come at some frame. It shares its storage with every other view of the
 * same text, so that taking one costs nothing, whatever its length; it never changes and may be read from any thread.
 * Offsets are in UTF-16 code units, as {@link String}'s.
 */
public final class Text implements CharSequence {
    /** Text that has not begun. */
    public static final Text EMPTY = new Text(new String[0], new char[0], 0, 0, 0);

    static final int CHUNK_BITS = 15;
    static final int CHUNK = 1 << CHUNK_BITS;

    private final String[] chunks;
    private final char[] tail;
    private final int tailStart;
    private final int start;
    private final int end;

    /** The code units from {@code start} to {@code end} of full chunks and, from {@code tailStart} on, a tail. */
    Text(String[] chunks, char[] tail, int tailStart, int start, int end) {
        this.chunks = chunks;
        this.tail = tail;
        this.tailStart = tailStart;
        this.start = start;
        this.end = end;
    }

    @Override
    public int length() {
        return end - start;
    }

    @Override
    public char charAt(int index) {
        if (index < 0 || index >= length()) {
            throw new IndexOutOfBoundsException("index " + index + " of a text of " + length());
        }
        int at = start + index;
        return at < tailStart ? chunks[at >>> CHUNK_BITS].charAt(at & CHUNK - 1) : tail[at - tailStart];
    }

    @Override
    public Text subSequence(int from, int to) {
        if (from < 0 || from > to || to > length()) {
            throw new IndexOutOfBoundsException("from " + from + " to " + to + " of a text of " + length());
        }
        return new Text(chunks, tail, tailStart, start + from, start + to);
    }

    /** Copies all of it to {@code target} from {@code offset} on; {@code target} must have room for it. */
    public void getChars(char[] target, int offset) {
        int at = start;
        while (at < end) {
            int length;
            if (at < tailStart) {
                int inChunk = at & CHUNK - 1;
                length = Math.min(CHUNK - inChunk, end - at);
                chunks[at >>> CHUNK_BITS].getChars(inChunk, inChunk + length, target, offset + at - start);
            } else {
                length = end - at;
                System.arraycopy(tail, at - tailStart, target, offset + at - start, length);
            }
            at += length;
        }
    }

    /** The text as a string: a copy, as long as the text is. */
    @Override
    public String toString() {
        if (start >= tailStart) {
            return new String(tail, start - tailStart, length());
        }
        StringBuilder copy = new StringBuilder(length());
        int at = start;
        while (at < Math.min(end, tailStart)) {
            int inChunk = at & CHUNK - 1;
            int length = Math.min(CHUNK - inChunk, end - at);
            copy.append(chunks[at >>> CHUNK_BITS], inChunk, inChunk + length);
            at += length;
        }
        return copy.append(tail, 0, end - at).toString();
    }

    /** Whether {@code other} is a text of the same characters, however it arrived. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Text text && length() == text.length() && CharSequence.compare(this, text) == 0;
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (int i = 0; i < length(); i++) {
            hash = 31 * hash + charAt(i);
        }
        return hash;
    }
}
