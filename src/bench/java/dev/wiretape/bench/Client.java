package dev.wiretape.bench;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One connection of the load generator: asks, receives, and asks again as long as it is told to. */
final class Client {
    private final byte[] request;
    private final Receiver receiver;
    private final BooleanSupplier again;
    private final ResponseParser parser = new ResponseParser(this::body);
    private SocketChannel channel;
    private long now;
    private long streams;
    private long frames;
    private boolean over;
    private Optional<String> failure = Optional.empty();

    /**
     * Makes a client that has not connected yet.
     *
     * @param again asked after each complete stream whether to send the request once more
     */
    Client(byte[] request, Receiver receiver, BooleanSupplier again) {
        this.request = request;
        this.receiver = receiver;
        this.again = again;
    }

    /** Makes a client that asks once. */
    static Client once(byte[] request, Receiver receiver) {
        return new Client(request, receiver, () -> false);
    }

    /** Takes the channel that is being connected. */
    void connecting(SocketChannel connecting) {
        channel = connecting;
    }

    /** Sends the first request once the selector says that the connection is there, and then reads. */
    void connected(SelectionKey key) throws IOException {
        channel.finishConnect();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        key.interestOps(SelectionKey.OP_READ);
        send();
    }

    private void send() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(request);
        channel.write(bytes);
        if (bytes.hasRemaining()) {
            throw new IOException("the request did not fit into the socket's buffer");
        }
    }

    /** Reads what is there, once. */
    void read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        int count = channel.read(buffer);
        now = System.nanoTime();
        if (count < 0) {
            finish(parser.completeAtClose() ? flaw() : Optional.of("connection closed in " + parser));
        } else if (parser.feed(buffer.flip())) {
            streamComplete();
        }
    }

    private void streamComplete() throws IOException {
        Optional<String> flaw = flaw();
        streams++;
        frames += receiver.frames();
        if (flaw.isPresent() || !again.getAsBoolean()) {
            finish(flaw);
            return;
        }
        receiver.reset();
        parser.reset();
        send();
    }

    private Optional<String> flaw() {
        return parser.status() == 200 ? receiver.flaw() : Optional.of("status " + parser.status());
    }

    private void body(ByteBuffer span) {
        receiver.accept(span, now);
    }

    /** Ends the client for a reason from outside, such as a reset or the deadline. */
    void fail(String reason) {
        finish(Optional.of(reason + " after " + receiver.frames() + " frames, " + parser));
    }

    private void finish(Optional<String> why) {
        over = true;
        failure = why;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException closing) {
                failure = Optional.of("cannot close: " + closing.getMessage());
            }
        }
    }

    /** Says whether nothing more is to come. */
    boolean over() {
        return over;
    }

    /** What went wrong, if anything did. */
    Optional<String> failure() {
        return failure;
    }

    /** Complete streams so far. */
    long streams() {
        return streams;
    }

    /** Frames of complete streams so far. */
    long frames() {
        return frames;
    }
}
