package dev.wiretape.recording.intake;

import java.io.IOException;

/** A file is none of the kinds that can be made a recording, or holds nothing that could become one. */
public final class NotAStreamException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The message completes "FILE …". */
    public NotAStreamException(String message) {
        super(message);
    }
}
