package dev.wiretape.message;

/** Where in a JSON text the cursor stands. */
public enum JsonState {
    /** Nothing but white space has arrived. */
    NOTHING,
    /** Inside an object's key. */
    IN_KEY,
    /** Inside a string value. */
    IN_STRING,
    /** Inside an escape sequence of a key or of a string. */
    IN_ESCAPE,
    /** Inside a number, or directly after one: only what follows ends it. */
    IN_NUMBER,
    /** Inside {@code true}, {@code false} or {@code null}. */
    IN_LITERAL,
    /** Between the tokens of an object or array. */
    BETWEEN,
    /** After the one whole value. */
    COMPLETE,
    /** Past a character that no JSON text can have there. */
    BROKEN
}
