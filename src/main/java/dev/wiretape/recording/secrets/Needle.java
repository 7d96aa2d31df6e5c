package dev.wiretape.recording.secrets;

/** Something to look for, byte by byte, so that it is found although it comes in pieces. Immutable. */
interface Needle {
    /** The first bytes of everything it matches; two at least. */
    byte[] prefix();

    /**
     * How many bytes from {@code from} on, and before {@code end}, continue a match of which {@code matched} bytes are
     * there already.
     */
    int extend(byte[] bytes, int from, int end, int matched);

    /** Whether it may begin at {@code at}, for what stands before. */
    boolean mayBegin(byte[] bytes, int start, int at);

    /** Whether the bytes between the indices, all of which match, are the whole of it. */
    boolean isWhole(byte[] bytes, int from, int to);

    /** Whether more bytes may belong to it although it is whole. */
    boolean isEndless();

    /** Whether {@code matched} bytes of it give it away, so that even a piece has to be masked. */
    boolean isTelling(int matched);

    /** How many of its first bytes must stand at a JSON string's end for it to be looked for in the next; 0 if never. */
    int firstPiece();

    /** What it is. */
    String kind();

    /** The secret that stands in the bytes between the indices, or in a piece of it. */
    String value(byte[] bytes, int from, int to);
}
