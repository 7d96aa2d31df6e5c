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

    /**
     * Of a file that does not begin with a header.
     *
     * @param lines how many lines were read of it: none, or the one that is no header
     * @param tornBytes the length of a last line without its end
     */
    public static DamagedRecordingException withoutHeader(Path path, long lines, long tornBytes) {
        String reason = lines > 0 ? "is no header" : tornBytes > 0 ? "has no end" : "is missing";
        return new DamagedRecordingException(path, 1, reason).asNoRecording();
    }

    /** The same where the line should have been the header, so that nothing behind it can be read either. */
    public DamagedRecordingException asNoRecording() {
        boolean newer = reason.startsWith(LineDecoder.OTHER_VERSION);
        return newer ? this : new DamagedRecordingException(path, line, reason + ", so this is no recording");
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
