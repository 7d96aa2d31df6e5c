package dev.wiretape.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Plays one script on one connection. */
final class Performance {
    private final Socket socket;
    private final Socket tcp;
    private final Wire wire;
    private final Duration deadline;
    private final Served served;
    private boolean clientMayLeave;

    Performance(Socket socket, Socket tcp, Wire wire, Duration deadline, Served served) {
        this.socket = socket;
        this.tcp = tcp;
        this.wire = wire;
        this.deadline = deadline;
        this.served = served;
    }

    void play(Script script) throws IOException, InterruptedException {
        for (Step step : script.steps()) {
            served.reached(step);
            try {
                perform(step);
            } catch (SocketException e) {
                if (!clientMayLeave) {
                    throw e;
                }
                served.clientEnded(Ending.RESET);
                socket.close();
                return;
            }
        }
    }

    private void perform(Step step) throws IOException, InterruptedException {
        if (step instanceof Step.Send send) {
            write(send.bytes(), 1);
        } else if (step instanceof Step.Flood flood) {
            write(flood.bytes(), flood.times());
        } else if (step instanceof Step.ReadBody) {
            served.bodyRead(body(served.request().head()));
        } else if (step instanceof Step.Expect expect) {
            expect(expect.bytes());
        } else if (step instanceof Step.Await await) {
            await.gate().await(deadline);
        } else if (step instanceof Step.Pause pause) {
            TimeUnit.NANOSECONDS.sleep(pause.time().toNanos());
        } else if (step instanceof Step.ExpectClientClose) {
            served.clientEnded(wire.drain());
        } else if (step instanceof Step.LetClientLeave) {
            clientMayLeave = true;
        } else if (step instanceof Step.Close) {
            socket.close();
        } else if (step instanceof Step.HalfClose) {
            socket.shutdownOutput();
        } else if (step instanceof Step.Reset) {
            tcp.setSoLinger(true, 0);
            tcp.close();
        }
    }

    private void write(byte[] bytes, int times) throws IOException {
        OutputStream out = socket.getOutputStream();
        for (int i = 0; i < times; i++) {
            out.write(bytes);
        }
        out.flush();
    }

    private void expect(byte[] wanted) throws IOException {
        byte[] got = wire.read(wanted.length);
        if (!Arrays.equals(wanted, got)) {
            throw new AssertionError("expected " + HexFormat.of().formatHex(wanted) + ", got "
                    + HexFormat.of().formatHex(got));
        }
    }

    private byte[] body(Head head) throws IOException {
        if (!head.isChunked()) {
            return wire.read(head.contentLength().orElse(0));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Optional<byte[]> chunk = wire.readChunk(); chunk.isPresent(); chunk = wire.readChunk()) {
            body.writeBytes(chunk.get());
        }
        wire.readTrailers();
        return body.toByteArray();
    }
}
