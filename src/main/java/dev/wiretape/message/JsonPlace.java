package dev.wiretape.message;

/**
 * All there is to remember of a JSON text that was followed to an offset.
 *
 * @param chars the offset, in UTF-16 code units
 * @param bytes the same in bytes of UTF-8
 * @param level the innermost object or array around the cursor, null at the root
 * @param inKey whether the string is a key
 * @param count how many letters of a word, or digits of an escape, were there
 * @param letter the first letter of the word
 * @param last the code unit before
 * @param why why it broke, in words; empty while it did not
 */
record JsonPlace(
        int chars,
        long bytes,
        JsonMode mode,
        JsonLevel level,
        boolean inKey,
        int count,
        char letter,
        char last,
        String why) {
    static final JsonPlace START = new JsonPlace(0, 0, JsonMode.VALUE, null, false, 0, ' ', ' ', "");

    JsonState state() {
        return switch (mode) {
            case VALUE -> level == null ? JsonState.NOTHING : JsonState.BETWEEN;
            case VALUE_OR_END, KEY_OR_END, KEY, COLON, AFTER_VALUE -> JsonState.BETWEEN;
            case STRING -> inKey ? JsonState.IN_KEY : JsonState.IN_STRING;
            case ESCAPE, HEX -> JsonState.IN_ESCAPE;
            case LITERAL -> JsonState.IN_LITERAL;
            case DONE -> JsonState.COMPLETE;
            case BROKEN -> JsonState.BROKEN;
            default -> JsonState.IN_NUMBER;
        };
    }

    /** Whether the text up to here is one whole JSON value. */
    boolean endsWell() {
        return mode == JsonMode.DONE || (level == null && mode.numberMayEnd());
    }
}
