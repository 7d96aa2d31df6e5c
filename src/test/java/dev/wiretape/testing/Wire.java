package dev.wiretape.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** The reading side of a socket, HTTP/1.1 framing included; every wait has a deadline. */
final class Wire {
    /** The end of the connection where more was expected. */
    static final class Ended extends IOException {
        private static final long serialVersionUID = 1;

        final transient Ending ending;
        private final transient byte[] partial;

        Ended(Ending ending, byte[] partial) {
            super("the other side ended the connection: " + ending);
            this.ending = ending;
            this.partial = partial;
        }

        /** What had arrived of the bytes asked for. */
        byte[] partial() {
            return partial.clone();
        }
    }

    /** CR LF CR LF. */
    private static final int HEAD_END = 0x0d0a0d0a;

    private final InputStream in;

    Wire(Socket socket, Duration deadline, int bufferBytes) throws IOException {
        socket.setSoTimeout(Math.toIntExact(deadline.toMillis()));
        this.in = new BufferedInputStream(socket.getInputStream(), bufferBytes);
    }

    /** The next byte; fails at the deadline, throws {@link Ended} at the end. */
    int read() throws Ended {
        return read(1)[0] & 0xFF;
    }

    byte[] read(int length) throws Ended {
        byte[] bytes = new byte[length];
        int filled = 0;
        while (filled < length) {
            filled += read(bytes, filled);
        }
        return bytes;
    }

    /** What is there up to {@code most} bytes, at least one byte. */
    byte[] readSome(int most) throws Ended {
        byte[] bytes = new byte[most];
        return Arrays.copyOf(bytes, read(bytes, 0));
    }

    private int read(byte[] bytes, int filled) throws Ended {
        try {
            int n = in.read(bytes, filled, bytes.length - filled);
            if (n < 0) {
                throw new Ended(Ending.FIN, Arrays.copyOf(bytes, filled));
            }
            return n;
        } catch (SocketTimeoutException e) {
            throw new AssertionError("nothing arrived before the deadline", e);
        } catch (SocketException | SSLException e) {
            Ended ended = new Ended(Ending.RESET, Arrays.copyOf(bytes, filled));
            ended.initCause(e);
            throw ended;
        } catch (Ended ended) {
            throw ended;
        } catch (IOException e) {
            throw new AssertionError("reading failed", e);
        }
    }

    /** A message's head; empty where the connection ended cleanly instead of beginning one. */
    Optional<Head> readHead() throws Ended {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        try {
            // Only the last four bytes are looked at: a head of 200 KB is read in linear time.
            for (int lastFour = 0; lastFour != HEAD_END; ) {
                int next = read();
                raw.write(next);
                lastFour = lastFour << 8 | next;
            }
        } catch (Ended ended) {
            if (raw.size() == 0) {
                return Optional.empty();
            }
            throw ended;
        }
        return Optional.of(new Head(raw.toString(ISO_8859_1)));
    }

    /** The next chunk's data, empty for the last chunk, whose trailers stay unread. */
    Optional<byte[]> readChunk() throws Ended {
        int size = Integer.parseInt(readLine().split(";", 2)[0].strip(), 16);
        if (size == 0) {
            return Optional.empty();
        }
        byte[] data = read(size);
        String end;
        try {
            end = readLine();
        } catch (Ended ended) {
            throw new Ended(ended.ending, data);
        }
        if (!end.isEmpty()) {
            throw new AssertionError("a chunk of " + size + " bytes is followed by \"" + end + "\"");
        }
        return Optional.of(data);
    }

    /** The trailer section with its blank line, as sent. */
    String readTrailers() throws Ended {
        StringBuilder trailers = new StringBuilder();
        String line;
        do {
            line = readLine();
            trailers.append(line).append("\r\n");
        } while (!line.isEmpty());
        return trailers.toString();
    }

    String readLine() throws Ended {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int b = read();
            if (b == '\n') {
                String text = line.toString(ISO_8859_1);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            line.write(b);
        }
    }

    /** Waits for the end of the connection; what comes until then is dropped. */
    Ending drain() {
        try {
            while (true) {
                readSome(64 * 1024);
            }
        } catch (Ended ended) {
            return ended.ending;
        }
    }
}
