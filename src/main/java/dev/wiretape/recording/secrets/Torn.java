package dev.wiretape.recording.secrets;

/**
 * A needle of which {@code matched} bytes stood at the end of a JSON string.
 *
 * @param name what the string is called; only one of that name goes on with it
 * @param age how many frames ago
 */
record Torn(Needle needle, int matched, String name, int age) {
    /** A frame or two may come between the pieces, such as a ping; of one that is nearly certain, more. */
    private static final int FEW = 2;

    private static final int MANY = 16;

    boolean isForgotten() {
        return age > (needle.isTelling(matched) ? MANY : FEW);
    }

    Torn older() {
        return new Torn(needle, matched, name, age + 1);
    }
}
