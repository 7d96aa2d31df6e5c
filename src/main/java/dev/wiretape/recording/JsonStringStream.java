package dev.wiretape.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The UTF-8 bytes that a JSON string stands for (RFC 8259 §7), as far as its closing quote, a few at a time. */
final class JsonStringStream extends InputStream {
    private final InputStream json;
    private final byte[] buffer = new byte[16 * 1024];
    private int at;
    private int filled;
    private byte[] unescaped = {};
    private int taken;
    private boolean ended;

    /** The string whose opening quote was read from {@code json} just now, which is well-formed JSON. */
    JsonStringStream(InputStream json) {
        this.json = json;
    }

    @Override
    public int read() throws IOException {
        if (taken < unescaped.length) {
            return unescaped[taken++] & 0xFF;
        }
        int next = ended ? '"' : take();
        if (next == '"') {
            ended = true;
            return -1;
        }
        if (next != '\\') {
            return next;
        }
        unescaped = escape();
        taken = 1;
        return unescaped[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int next = read();
            if (next < 0) {
                return done == 0 ? -1 : done;
            }
            into[offset + done++] = (byte) next;
        }
        return done;
    }

    private byte[] escape() throws IOException {
        int kind = take();
        return switch (kind) {
            case 'n' -> new byte[] {'\n'};
            case 'r' -> new byte[] {'\r'};
            case 't' -> new byte[] {'\t'};
            case 'b' -> new byte[] {'\b'};
            case 'f' -> new byte[] {'\f'};
            case 'u' -> unicode();
            default -> new byte[] {(byte) kind};
        };
    }

    private byte[] unicode() throws IOException {
        char unit = hex();
        if (!Character.isSurrogate(unit)) {
            return String.valueOf(unit).getBytes(UTF_8);
        }
        boolean pair = Character.isHighSurrogate(unit) && take() == '\\' && take() == 'u';
        char low = pair ? hex() : unit;
        if (!Character.isLowSurrogate(low) || !pair) {
            throw new LoneSurrogate();
        }
        return new String(new char[] {unit, low}).getBytes(UTF_8);
    }

    private char hex() throws IOException {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            unit = unit << 4 | Character.digit(take(), 16);
        }
        return (char) unit;
    }

    private int take() throws IOException {
        if (at == filled) {
            filled = json.read(buffer, 0, buffer.length);
            at = 0;
            if (filled <= 0) {
                filled = 0;
                throw new EOFException("a string does not end");
            }
        }
        return buffer[at++] & 0xFF;
    }

    /** The string has half of a character, which no bytes stand for. */
    static final class LoneSurrogate extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
