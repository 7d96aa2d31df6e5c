package dev.wiretape.recording.fault;

import java.util.List;

/** A fault that makes no sense; the message says why, in words that complete a sentence. */
public final class FaultSyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String word;
    private final transient List<String> known;

    FaultSyntaxException(String message) {
        this(message, "", List.of());
    }

    FaultSyntaxException(String message, String word, List<String> known) {
        super(message);
        this.word = word;
        this.known = List.copyOf(known);
    }

    /** The word that is not known, empty if that is not what is wrong. */
    public String word() {
        return word;
    }

    /** The words that could have stood there. */
    public List<String> known() {
        return known == null ? List.of() : known;
    }
}
