package dev.wiretape.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An HTTP/1.1 client on a raw socket: sends exactly the bytes it is given, reads exactly what arrives, and reads no
 * more of the connection than it is asked to (up to a buffer of 512 bytes), so that a slow reader is one that does not
 * ask. Each read fails after 20 s.
 */
public final class RawClient implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final Socket socket;
    private final Wire wire;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.wire = new Wire(socket, DEADLINE, 512);
    }

    /** Connects to a port of the loopback address. */
    public static RawClient connect(int port) throws IOException {
        return connect(port, 0);
    }

    /** The same with a TCP receive buffer of about {@code receiveBuffer} bytes, which fills soon. */
    public static RawClient connect(int port, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
        return new RawClient(socket);
    }

    /** A client over a socket that is connected already, such as a TLS one. */
    public static RawClient over(Socket socket) throws IOException {
        return new RawClient(socket);
    }

    /** Sends ISO-8859-1 text as it stands. */
    public RawClient send(String text) throws IOException {
        return send(text.getBytes(ISO_8859_1));
    }

    /** Sends bytes as they stand, in one write. */
    public RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends {@code POST target} with a JSON body and the fewest fields. */
    public RawClient post(String target, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        send("POST " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + socket.getPort()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n");
        return send(body);
    }

    /** Sends {@code GET target} with the fewest fields. */
    public RawClient get(String target) throws IOException {
        return send("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + socket.getPort() + "\r\n\r\n");
    }

    /** Reads the next head, interim ones (1xx) included; fails where the connection ends instead. */
    public Head readHead() {
        try {
            return wire.readHead().orElseThrow(() -> new AssertionError("the connection ended before a head"));
        } catch (Wire.Ended ended) {
            throw new AssertionError("the connection ended in the middle of a head", ended);
        }
    }

    /** Reads the next HTTP chunk; empty for the last one. */
    public Optional<byte[]> readChunk() {
        try {
            return wire.readChunk();
        } catch (Wire.Ended ended) {
            throw new AssertionError("the connection ended where a chunk was expected: " + ended.ending, ended);
        }
    }

    /** Reads exactly so many bytes. */
    public byte[] read(int bytes) {
        try {
            return wire.read(bytes);
        } catch (Wire.Ended ended) {
            throw new AssertionError("the connection ended before " + bytes + " bytes had come", ended);
        }
    }

    /** Reads a response's body by the framing its head announces, to its end or the connection's. */
    public RawBody readBody(Head head) {
        if (head.isChunked()) {
            return readChunks();
        }
        return readUnchunked(head.contentLength());
    }

    /** Waits until the other side ends the connection and says how; what comes until then is dropped. */
    public Ending awaitEnd() {
        return wire.drain();
    }

    /** Ends the own direction with a FIN. */
    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Leaves with an RST. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Leaves with a FIN (an RST where unread bytes are left). */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    private RawBody readChunks() {
        List<byte[]> chunks = new ArrayList<>();
        try {
            for (Optional<byte[]> chunk = wire.readChunk(); chunk.isPresent(); chunk = wire.readChunk()) {
                chunks.add(chunk.get());
            }
            return new RawBody(chunks, wire.readTrailers(), true, Optional.empty());
        } catch (Wire.Ended ended) {
            if (ended.partial().length > 0) {
                chunks.add(ended.partial());
            }
            return new RawBody(chunks, "", false, Optional.of(ended.ending));
        }
    }

    private RawBody readUnchunked(Optional<Integer> length) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            while (length.isEmpty() || bytes.size() < length.get()) {
                bytes.writeBytes(wire.readSome(length.map(l -> l - bytes.size()).orElse(8192)));
            }
            return new RawBody(List.of(bytes.toByteArray()), "", true, Optional.empty());
        } catch (Wire.Ended ended) {
            boolean complete = length.isEmpty() && ended.ending == Ending.FIN;
            return new RawBody(List.of(bytes.toByteArray()), "", complete, Optional.of(ended.ending));
        }
    }
}
