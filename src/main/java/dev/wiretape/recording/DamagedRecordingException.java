package dev.wiretape.recording;

import java.io.IOException;
import java.nio.file.Path;

/** A line of a recording cannot be read. The lines around it can: whoever reads may go on after this. */
public final class DamagedRecordingException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Path path;
    private final long line;
    private final String reason;

    /**
     * Names the place and the reason.
     *
     * @param line the line's number, from 1
     * @param reason completes "line 7 …"
     */
    public DamagedRecordingException(Path path, long line, String reason) {
        super(path + ": line " + line + " " + reason);
        this.path = path;
        this.line = line;
        this.reason = reason;
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /** The line's number, from 1. */
    public long line() {
        return line;
    }

    /** What is wrong with the line, in words that complete "line 7 …". */
    public String reason() {
        return reason;
    }
}
