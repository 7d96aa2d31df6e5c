package dev.wiretape.recording;

import java.util.Locale;
import java.util.Optional;

/** How an exchange's transport ended. What the payload says about the end is a finding, not an outcome. */
public enum Outcome {
    /** The response arrived whole. */
    COMPLETE,
    /** The upstream closed before the body's framing was complete. */
    UPSTREAM_CLOSED,
    /** The upstream reset the connection or the stream. */
    UPSTREAM_RESET,
    /** No connection to the upstream, or none it could be trusted on. */
    UPSTREAM_UNREACHABLE,
    /** The client left first. */
    CLIENT_CANCELLED,
    /** Somebody's time limit passed; never ours while a stream is silent. */
    TIMED_OUT,
    /** The recorder was stopped while the exchange ran. */
    RECORDER_STOPPED;

    /** The word in the recording: {@code complete}, {@code upstream_reset}, … */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The outcome with that word, if there is one. */
    public static Optional<Outcome> of(String word) {
        for (Outcome outcome : values()) {
            if (outcome.word().equals(word)) {
                return Optional.of(outcome);
            }
        }
        return Optional.empty();
    }
}
