package dev.wiretape.recording.secrets;

/**
 * A place where a secret stands.
 *
 * @param start index of its first byte
 * @param end index behind its last byte
 * @param kind what it is, such as {@code credential} or {@code anthropic-key}
 * @param value the secret itself, however it is spelt there: equal secrets have equal values
 */
public record Secret(int start, int end, String kind, String value) {
    /** How many bytes it takes. */
    public int length() {
        return end - start;
    }

    @Override
    public String toString() {
        // Never the value: this may end up in a message.
        return kind + " at " + start + ".." + end;
    }
}
