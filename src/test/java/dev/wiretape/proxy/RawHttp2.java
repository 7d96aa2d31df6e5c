package dev.wiretape.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersDecoder;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** One side of an HTTP/2 connection, frame by frame (RFC 9113 §4), which does just what a test tells it to. */
final class RawHttp2 implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int GOAWAY = 7;

    private static final int END_STREAM = 1;
    private static final int ACK = 1;
    private static final int END_HEADERS = 4;
    private static final int PADDED = 8;
    private static final int PRIORITY = 0x20;
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final Http2HeadersDecoder hpack = new DefaultHttp2HeadersDecoder(false);

    /** A frame; {@code text} is its payload, of HEADERS what they say, a field a line. */
    record Frame(int type, int stream, boolean end, String text) {}

    private RawHttp2(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** The client of a connection that has been secured. */
    static RawHttp2 client(Socket socket) throws IOException {
        RawHttp2 client = new RawHttp2(socket);
        client.out.write(PREFACE);
        client.write(SETTINGS, 0, 0, new byte[0]);
        return client;
    }

    /** The server of a connection that has been secured. */
    static RawHttp2 server(Socket socket) throws IOException {
        RawHttp2 server = new RawHttp2(socket);
        assertThat(server.in.readNBytes(PREFACE.length)).isEqualTo(PREFACE);
        server.write(SETTINGS, 0, 0, new byte[0]);
        return server;
    }

    /** Sends a header block; {@code fields} are names and values. */
    void headers(int stream, boolean end, String... fields) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i++) {
            if (i % 2 == 0) {
                // RFC 7541 §6.2.2: a literal that is not indexed, with a new name.
                block.write(0);
            }
            block.write(fields[i].length());
            block.writeBytes(fields[i].getBytes(US_ASCII));
        }
        write(HEADERS, END_HEADERS | (end ? END_STREAM : 0), stream, block.toByteArray());
    }

    void data(int stream, boolean end, String text) throws IOException {
        write(DATA, end ? END_STREAM : 0, stream, text.getBytes(UTF_8));
    }

    void reset(int stream, int code) throws IOException {
        write(RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(code).array());
    }

    /** Says that streams behind {@code last} are not served. */
    void goAway(int last) throws IOException {
        write(GOAWAY, 0, 0, ByteBuffer.allocate(8).putInt(last).putInt(0).array());
    }

    /** The next frame that is a stream's, or GOAWAY; settings are agreed to. */
    Frame next() throws Exception {
        while (true) {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            byte[] payload = in.readNBytes(length);
            if (type == SETTINGS && (flags & ACK) == 0) {
                write(SETTINGS, ACK, 0, new byte[0]);
            } else if (type == DATA || type == HEADERS || type == RST_STREAM || type == GOAWAY) {
                String text = type == HEADERS ? fields(stream, block(flags, payload)) : new String(payload, UTF_8);
                return new Frame(type, stream, type <= HEADERS && (flags & END_STREAM) != 0, text);
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** What HEADERS carries without its padding and its priority. */
    private static byte[] block(int flags, byte[] payload) {
        int padding = (flags & PADDED) == 0 ? 0 : payload[0];
        int from = ((flags & PADDED) == 0 ? 0 : 1) + ((flags & PRIORITY) == 0 ? 0 : 5);
        return Arrays.copyOfRange(payload, from, payload.length - padding);
    }

    private String fields(int stream, byte[] block) throws Exception {
        Http2Headers headers = hpack.decodeHeaders(stream, Unpooled.wrappedBuffer(block));
        StringBuilder text = new StringBuilder();
        headers.forEach(field -> text.append(field.getKey())
                .append(": ")
                .append(field.getValue())
                .append('\n'));
        return text.toString();
    }

    private void write(int type, int flags, int stream, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
        frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
        frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
        out.write(frame.array());
        out.flush();
    }
}
