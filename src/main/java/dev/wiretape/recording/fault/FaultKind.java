package dev.wiretape.recording.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a fault does. */
enum FaultKind {
    /** The answer ends early, but cleanly. */
    CUT(Scope.FRAMES, Arguments.NONE),
    /** The connection is closed in the middle of the answer. */
    CLOSE(Scope.FRAMES, Arguments.NONE),
    /** The connection is reset in the middle of the answer. */
    RESET(Scope.FRAMES, Arguments.NONE),
    /** Nothing comes for a while, or nothing but pings. */
    STALL(Scope.FRAMES, Arguments.NUMBER),
    /** An {@code error} event, and the end. */
    ERROR(Scope.FRAMES, Arguments.WORD),
    /** Another status with the API's error body instead of the answer. */
    STATUS(Scope.ANSWER, Arguments.NUMBER),
    /** Frames that do not come. */
    DROP(Scope.FRAMES, Arguments.NONE),
    /** Frames that come twice. */
    DUPLICATE(Scope.FRAMES, Arguments.NONE),
    /** Frames that come after the next one. */
    SWAP(Scope.FRAMES, Arguments.NONE),
    /** A byte of a frame's data is another. */
    CORRUPT(Scope.FRAMES, Arguments.NONE),
    /** A frame's data ends in the middle. */
    TRUNCATE_JSON(Scope.FRAMES, Arguments.NONE),
    /** Network chunks of so many bytes, wherever that cuts. */
    SLICE(Scope.EITHER, Arguments.NUMBER),
    /** All in one network chunk, at the end. */
    COALESCE(Scope.ANSWER, Arguments.NONE),
    /** Everything comes later. */
    LATENCY(Scope.EITHER, Arguments.NUMBER),
    /** So many KB per second, no more. */
    BANDWIDTH(Scope.ANSWER, Arguments.NUMBER),
    /** Lines end with CR LF. */
    CRLF(Scope.EITHER, Arguments.NONE),
    /** An event of a type nobody knows comes before the frame. */
    UNKNOWN_EVENT(Scope.FRAMES, Arguments.NONE);

    /** What the place of a fault may be. */
    enum Scope {
        /** A place in the stream must be said. */
        FRAMES,
        /** It is about the answer as a whole. */
        ANSWER,
        /** One of the two. */
        EITHER
    }

    /** What stands behind the name. */
    enum Arguments {
        NONE,
        NUMBER,
        WORD
    }

    private final Scope scope;
    private final Arguments arguments;

    FaultKind(Scope scope, Arguments arguments) {
        this.scope = scope;
        this.arguments = arguments;
    }

    Scope scope() {
        return scope;
    }

    Arguments arguments() {
        return arguments;
    }

    /** Whether nothing of the stream comes after it. */
    boolean ends() {
        return this == CUT || this == CLOSE || this == RESET || this == ERROR || this == STATUS;
    }

    /** Whether the bytes that come cleanly to an end are more or fewer than were recorded. */
    boolean resizes() {
        return switch (this) {
            case CUT, ERROR, DROP, DUPLICATE, TRUNCATE_JSON, CRLF, UNKNOWN_EVENT -> true;
            default -> false;
        };
    }

    /** Whether it happens once, where the place fits for the first time. */
    boolean happensOnce() {
        return ends() || this == STALL;
    }

    /** Whether a byte can be its place. */
    boolean mayLieInsideFrames() {
        return this == CUT || this == CLOSE || this == RESET || this == STALL || this == CORRUPT;
    }

    /** {@code truncate-json}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> words() {
        return Arrays.stream(values()).map(FaultKind::word).toList();
    }

    static Optional<FaultKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
