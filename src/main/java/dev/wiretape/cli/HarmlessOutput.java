package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wiretape.timeline.Visible;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/**
 * UTF-8 text on its way to a person, without anything that would do something to a terminal: marks stand for it. Names of
 * files and messages of errors pass here as well as what was on the wire.
 */
final class HarmlessOutput extends OutputStream {
    private final OutputStream out;
    private final CharsetDecoder decoder = UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    /** The beginning of a character whose other bytes come with the next write. */
    private byte[] begun = new byte[0];

    HarmlessOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(begun.length + length)
                .put(begun)
                .put(bytes, offset, length)
                .flip();
        CharBuffer text = CharBuffer.allocate(in.remaining() + 2);
        decoder.decode(in, text, false);
        begun = new byte[in.remaining()];
        in.get(begun);
        StringBuilder harmless = new StringBuilder(text.position());
        text.flip().codePoints().forEach(c -> harmless.appendCodePoint(c == '\n' || c == '\t' ? c : Visible.of(c)));
        out.write(harmless.toString().getBytes(UTF_8));
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
