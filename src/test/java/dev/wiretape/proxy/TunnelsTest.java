package dev.wiretape.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import dev.wiretape.testing.Ending;
import dev.wiretape.testing.RawClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** CONNECT to hosts that are not looked into. */
@Timeout(60)
class TunnelsTest {
    private static final String NOWHERE = "http://127.0.0.1:9";

    @TempDir
    Path out;

    private ServerSocket listener;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    @Test
    void bytesGoBothWaysAndOnlyTheirNumberIsRecorded() throws Exception {
        try (RunningRecorder recorder = recorder();
                RawClient client = recorder.connect()) {
            try (Socket server = connected(client, "CONNECT LOCALHOST.:" + listener.getLocalPort() + " HTTP/1.1")) {
                client.send("secret one");
                assertThat(server.getInputStream().readNBytes(10))
                        .asString(US_ASCII)
                        .isEqualTo("secret one");
                server.getOutputStream().write("secret answer".getBytes(US_ASCII));
                assertThat(client.read(13)).asString(US_ASCII).isEqualTo("secret answer");
                client.shutdownOutput();
                assertThat(server.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(client.awaitEnd()).isEqualTo(Ending.FIN);

            RunningRecorder.Recorded recorded = recorder.awaitRecorded(1);
            assertThat(recorded.the(Entry.Header.class).via()).isEqualTo("tunnel");
            assertThat(recorded.the(Entry.Request.class).method()).isEqualTo("CONNECT");
            assertThat(recorded.the(Entry.Request.class).url()).isEqualTo("localhost:" + listener.getLocalPort());
            assertThat(recorded.the(Entry.Request.class).headers()).isEmpty();
            assertThat(recorded.the(Entry.Tunnel.class).sent()).isEqualTo(10);
            assertThat(recorded.the(Entry.Tunnel.class).received()).isEqualTo(13);
            assertThat(recorded.outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(recorded.entries().toString()).doesNotContain("secret", "eDp5");
        }
    }

    @Test
    void anAnswerAfterTheClientsEndArrives() throws Exception {
        try (RunningRecorder recorder = recorder();
                RawClient client = recorder.connect();
                Socket server = connected(client)) {
            client.send("question").shutdownOutput();
            assertThat(server.getInputStream().readAllBytes())
                    .asString(US_ASCII)
                    .isEqualTo("question");
            server.getOutputStream().write("late".getBytes(US_ASCII));
            assertThat(client.read(4)).asString(US_ASCII).isEqualTo("late");
            server.shutdownOutput();
            assertThat(client.awaitEnd()).isEqualTo(Ending.FIN);
            assertThat(recorder.awaitRecorded(1).outcome()).isEqualTo(Outcome.COMPLETE);
        }
    }

    @Test
    void aQuestionAfterTheServersEndArrives() throws Exception {
        try (RunningRecorder recorder = recorder();
                RawClient client = recorder.connect();
                Socket server = connected(client)) {
            server.getOutputStream().write("hello".getBytes(US_ASCII));
            server.shutdownOutput();
            assertThat(client.read(5)).asString(US_ASCII).isEqualTo("hello");
            assertThat(client.awaitEnd()).isEqualTo(Ending.FIN);
            client.send("bye").shutdownOutput();
            assertThat(server.getInputStream().readAllBytes())
                    .asString(US_ASCII)
                    .isEqualTo("bye");
            assertThat(recorder.awaitRecorded(1).outcome()).isEqualTo(Outcome.COMPLETE);
        }
    }

    @Test
    void aResetByTheServerIsOneForTheClient() throws Exception {
        try (RunningRecorder recorder = recorder();
                RawClient client = recorder.connect();
                Socket server = connected(client)) {
            reset(server);
            assertThat(client.awaitEnd()).isEqualTo(Ending.RESET);
            assertThat(recorder.awaitRecorded(1).outcome()).isEqualTo(Outcome.UPSTREAM_RESET);
        }
    }

    @Test
    void aResetByTheClientIsOneForTheServer() throws Exception {
        try (RunningRecorder recorder = recorder();
                RawClient client = recorder.connect();
                Socket server = connected(client)) {
            client.reset();
            InputStream in = server.getInputStream();
            assertThat(catchThrowable(in::read)).isInstanceOf(SocketException.class);
            assertThat(recorder.awaitRecorded(1).outcome()).isEqualTo(Outcome.CLIENT_CANCELLED);
        }
    }

    @Test
    void whatIsNotReadIsNotTakenIn() throws Exception {
        int most = 64 * 1024 * 1024;
        try (RunningRecorder recorder = recorder();
                RawClient client = recorder.connect();
                Socket server = connected(client)) {
            AtomicInteger taken = new AtomicInteger();
            Thread sender = new Thread(() -> send(server, most, taken));
            sender.start();
            awaitStandstill(sender, taken);
            assertThat(taken.get())
                    .as("bytes taken in for a client that reads nothing")
                    .isLessThan(most / 2);
            client.reset();
            sender.join();
        }
    }

    @Test
    void manyMegabytesArriveWhole() throws Exception {
        int size = 32 * 1024 * 1024;
        try (RunningRecorder recorder = recorder();
                RawClient client = recorder.connect();
                Socket server = connected(client)) {
            Thread sender = new Thread(() -> send(server, size, new AtomicInteger()));
            sender.start();
            byte[] read = client.read(size);
            sender.join();
            for (int i = 0; i < size; i++) {
                if (read[i] != (byte) (i % 251)) {
                    throw new AssertionError("byte " + i + " is " + read[i]);
                }
            }
        }
    }

    @Test
    void anUploadThatEndsWhileItIsHeldBackArrivesWholeAndIsAnswered() throws Exception {
        int size = 24 * 1024 * 1024;
        try (RunningRecorder recorder = recorder();
                RawClient client = recorder.connect();
                Socket server = connected(client)) {
            Thread sender = new Thread(() -> {
                try {
                    client.send(new byte[size]).shutdownOutput();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            sender.start();
            assertThat(server.getInputStream().readNBytes(size)).hasSize(size);
            assertThat(server.getInputStream().read()).isEqualTo(-1);
            server.getOutputStream().write("thanks".getBytes(US_ASCII));
            assertThat(client.read(6)).asString(US_ASCII).isEqualTo("thanks");
            sender.join();
        }
    }

    @Test
    void bytesThatCameWithTheRequestAreNotLost() throws Exception {
        try (RunningRecorder recorder = recorder();
                RawClient client = recorder.connect()) {
            client.send("CONNECT localhost:" + listener.getLocalPort() + " HTTP/1.1\r\nHost: a\r\n\r\nearly");
            try (Socket server = listener.accept()) {
                assertThat(server.getInputStream().readNBytes(5))
                        .asString(US_ASCII)
                        .isEqualTo("early");
            }
        }
    }

    @Test
    void theRecordersStopEndsATunnel() throws Exception {
        try (RunningRecorder recorder = recorder();
                RawClient client = recorder.connect();
                Socket server = connected(client)) {
            recorder.stop();
            assertThat(recorder.awaitRecorded(1).outcome()).isEqualTo(Outcome.RECORDER_STOPPED);
            assertThat(client.awaitEnd()).isIn(Ending.FIN, Ending.RESET);
            assertThat(server.isClosed()).isFalse();
        }
    }

    private Socket connected(RawClient client) throws IOException {
        return connected(client, "CONNECT 127.0.0.1:" + listener.getLocalPort() + " HTTP/1.0");
    }

    private Socket connected(RawClient client, String line) throws IOException {
        client.send(line + "\r\nHost: a\r\nProxy-Authorization: Basic eDp5\r\nProxy-Connection: keep-alive\r\n\r\n");
        assertThat(client.readHead().raw()).isEqualTo("HTTP/1.1 200 Connection established\r\n\r\n");
        return listener.accept();
    }

    private RunningRecorder recorder() throws IOException {
        return RunningRecorder.with(NOWHERE, out, options -> options.connecting(UpstreamOptions.DEFAULT.withPrivate()));
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Sends until it is enough, or the connection ends. */
    private static void send(Socket to, int most, AtomicInteger sent) {
        byte[] block = new byte[251 * 256];
        for (int i = 0; i < block.length; i++) {
            block[i] = (byte) (i % 251);
        }
        try {
            OutputStream stream = to.getOutputStream();
            while (sent.get() < most) {
                int length = Math.min(block.length, most - sent.get());
                stream.write(block, 0, length);
                sent.addAndGet(length);
            }
        } catch (IOException closed) {
            // As much as went in is what is asked for.
        }
    }

    /** Waits until nothing more has been taken in for a second. */
    private static void awaitStandstill(Thread sender, AtomicInteger sent) throws InterruptedException {
        int still = 0;
        for (int before = -1; still < 20 && sender.isAlive(); before = sent.get()) {
            sender.join(50);
            still = before == sent.get() ? still + 1 : 0;
        }
    }
}
