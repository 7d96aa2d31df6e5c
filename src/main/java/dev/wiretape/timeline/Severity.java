package dev.wiretape.timeline;

import java.util.Locale;
import java.util.Optional;

/** How much a finding matters, the gravest first. */
public enum Severity {
    /** The protocol is broken, or the stream did not come whole: a client fails or goes on with something wrong. */
    ERROR,
    /** Some client trips over it, or the data cannot be trusted. */
    WARNING,
    /** Nothing is wrong, but it explains what one sees. */
    INFO;

    /** {@code error}, {@code warning}, {@code info}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is as grave as {@code level}, or graver. */
    public boolean atLeast(Severity level) {
        return compareTo(level) <= 0;
    }

    /** The severity with that word, if there is one. */
    public static Optional<Severity> of(String word) {
        for (Severity severity : values()) {
            if (severity.word().equals(word)) {
                return Optional.of(severity);
            }
        }
        return Optional.empty();
    }
}
