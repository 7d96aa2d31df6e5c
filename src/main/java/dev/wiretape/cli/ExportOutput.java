package dev.wiretape.cli;

import java.io.IOException;
import java.io.OutputStream;

/** Where an export goes. That it cannot be written ends the command. */
final class ExportOutput {
    private final OutputStream to;
    private boolean written;

    ExportOutput(OutputStream to) {
        this.to = to;
    }

    void write(byte[] bytes) {
        written = true;
        try {
            to.write(bytes);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    static CommandFailure failure(IOException e) {
        return new CommandFailure(ExitCode.CANNOT_CREATE, "cannot write the export: " + Unreadable.words(e), e);
    }

    /** Whether nothing was written. */
    boolean isEmpty() {
        return !written;
    }
}
