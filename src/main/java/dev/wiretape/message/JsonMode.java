package dev.wiretape.message;

/** What may come next in a JSON text (RFC 8259). */
enum JsonMode {
    VALUE,
    VALUE_OR_END,
    KEY_OR_END,
    KEY,
    COLON,
    AFTER_VALUE,
    STRING,
    ESCAPE,
    HEX,
    MINUS,
    ZERO,
    INTEGER,
    POINT,
    FRACTION,
    EXPONENT,
    EXPONENT_SIGN,
    EXPONENT_DIGITS,
    LITERAL,
    DONE,
    BROKEN;

    /** In a number: where it goes on with {@code c}, null if it does not go on with it. */
    JsonMode afterNumber(char c) {
        boolean digit = c >= '0' && c <= '9';
        boolean e = c == 'e' || c == 'E';
        return switch (this) {
            case MINUS -> digit ? (c == '0' ? ZERO : INTEGER) : null;
            case ZERO -> c == '.' ? POINT : e ? EXPONENT : null;
            case INTEGER -> digit ? this : c == '.' ? POINT : e ? EXPONENT : null;
            case POINT -> digit ? FRACTION : null;
            case FRACTION -> digit ? this : e ? EXPONENT : null;
            case EXPONENT -> digit ? EXPONENT_DIGITS : c == '+' || c == '-' ? EXPONENT_SIGN : null;
            case EXPONENT_SIGN, EXPONENT_DIGITS -> digit ? EXPONENT_DIGITS : null;
            default -> null;
        };
    }

    /** In a number: whether it is a whole one. */
    boolean numberMayEnd() {
        return this == ZERO || this == INTEGER || this == FRACTION || this == EXPONENT_DIGITS;
    }
}
