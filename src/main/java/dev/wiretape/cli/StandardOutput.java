package dev.wiretape.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * An output that ends the command when it cannot be written any more. A {@link java.io.PrintStream} on it would swallow
 * an {@link IOException}, and {@code wiretape show … | head} would go on to the end of a gigabyte.
 */
final class StandardOutput extends FilterOutputStream {
    StandardOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw new Lost(e);
        }
    }

    @Override
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new Lost(e);
        }
    }

    /** The output is gone; the message says why. */
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Lost(IOException cause) {
            super(cause.getMessage(), cause);
        }

        /** Whether the reader simply left, as {@code head} does. */
        boolean readerLeft() {
            return getMessage() != null && getMessage().startsWith("Broken pipe");
        }
    }
}
