package dev.wiretape.promises;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.github.luben.zstd.ZstdOutputStream;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Exchange;
import dev.wiretape.recording.Recording;
import dev.wiretape.testing.Figures;
import dev.wiretape.testing.Scale;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams that are made to fill a memory, through a recorder that has 64 MB of it. */
@Timeout(1800)
class BombsTest {
    private static final int MEBIBYTES = Scale.of("bomb", 12, 1024);
    private static final int MEBIBYTE = 1024 * 1024;
    private static final List<String> READING = Boolean.getBoolean("wiretape.full")
            ? List.of("check", "export -T message", "play --speed max", "show")
            : List.of("check");

    @TempDir
    Path folder;

    /** What a stream is made of, a mebibyte of it. */
    enum Bomb {
        ONE_LINE("x", ""),
        EMPTY_DATA("data:\n", ""),
        COMMENTS(":\n", ""),
        FIELDS("a:b\n", ""),
        BLANK_LINES("\n", ""),
        OPEN_STRING("{\"a\":\"sk-ant-", ""),
        GZIP("data: 0\n", "gzip"),
        BROTLI("data: 0\n", "br"),
        ZSTD("data: 0\n", "zstd");

        private final String unit;
        private final String coding;

        Bomb(String unit, String coding) {
            this.unit = unit;
            this.coding = coding;
        }

        /** What goes over the wire, again and again until it is all there. */
        byte[] piece() throws IOException {
            byte[] plain = mebibyte();
            if (coding.isEmpty()) {
                return plain;
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (OutputStream encoder = encoder(out)) {
                for (int i = 0; i < MEBIBYTES; i++) {
                    encoder.write(plain);
                }
            }
            return out.toByteArray();
        }

        private OutputStream encoder(OutputStream out) throws IOException {
            return switch (coding) {
                case "gzip" -> new GZIPOutputStream(out);
                case "br" -> {
                    Brotli4jLoader.ensureAvailability();
                    yield new BrotliOutputStream(out);
                }
                default -> new ZstdOutputStream(out);
            };
        }

        long wireBytes(byte[] piece) {
            return coding.isEmpty() ? (long) MEBIBYTES * piece.length : piece.length;
        }

        private byte[] mebibyte() {
            return Arrays.copyOf(unit.repeat(MEBIBYTE / unit.length() + 1).getBytes(UTF_8), MEBIBYTE);
        }
    }

    /** Those that differ most; all of them at full scale. */
    static List<Bomb> bombs() {
        return Boolean.getBoolean("wiretape.full")
                ? List.of(Bomb.values())
                : List.of(Bomb.ONE_LINE, Bomb.EMPTY_DATA, Bomb.BLANK_LINES, Bomb.GZIP);
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void aBombIsForwardedRecordedAndReadInBoundedMemory(Bomb bomb) throws Exception {
        byte[] piece = bomb.piece();
        try (ServerSocket upstream = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                ChildRecorder recorder =
                        ChildRecorder.start(ChildRecorder.Setup.of(folder.resolve("out"), upstream.getLocalPort())
                                .java("-Xmx64m", "-XX:MaxDirectMemorySize=32m"))) {
            CompletableFuture<Long> sent = CompletableFuture.supplyAsync(() -> serve(upstream, bomb, piece));

            long received = receive(recorder.port());

            assertThat(received).as("bytes that arrived").isEqualTo(sent.get(60, TimeUnit.SECONDS));
            long peak = recorder.peakMegabytes();
            assertThat(recorder.terminate()).isEqualTo(143);
            assertThat(recorder.errors()).doesNotContain("OutOfMemory", "FAILED");
            Path file = recorder.recordings().get(0);
            Exchange exchange = Recording.scan(file).exchanges().get(0);
            Entry.End end = exchange.end().orElseThrow();
            assertThat(end.word()).as("%s", end).isEqualTo("complete");
            assertThat(Files.size(file)).as("the recording's size").isLessThan(8L * MEBIBYTES * MEBIBYTE);
            if (bomb.coding.isEmpty() && bomb != Bomb.OPEN_STRING) {
                assertThat(end.bytes()).as("bytes recorded").isEqualTo((long) MEBIBYTES * piece.length);
            }
            for (String command : READING) {
                assertThat(read(command, file)).as(command).isIn(0, 1, 65);
            }
            Figures.measured(
                    9,
                    bomb.name().toLowerCase(Locale.ROOT),
                    "%s of %,d MiB: %d MB",
                    bomb.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    MEBIBYTES,
                    peak);
        }
    }

    private static long serve(ServerSocket listener, Bomb bomb, byte[] piece) {
        try (Socket socket = listener.accept()) {
            InputStream in = socket.getInputStream();
            int last4 = 0;
            while (last4 != 0x0D0A0D0A) {
                last4 = (last4 << 8) | in.read();
            }
            OutputStream out = socket.getOutputStream();
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n"
                            + (bomb.coding.isEmpty() ? "" : "Content-Encoding: " + bomb.coding + "\r\n")
                            + "Content-Length: "
                            + bomb.wireBytes(piece) + "\r\n\r\n")
                    .getBytes(ISO_8859_1));
            for (long left = bomb.wireBytes(piece); left > 0; left -= piece.length) {
                out.write(piece);
            }
            return bomb.wireBytes(piece);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long receive(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET /v1/messages HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(ISO_8859_1));
            InputStream in = socket.getInputStream();
            int last4 = 0;
            while (last4 != 0x0D0A0D0A) {
                last4 = (last4 << 8) | in.read();
            }
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** The exit code of a command that reads, with the memory the launcher gives it. */
    private int read(String command, Path file) throws Exception {
        List<String> words = ProgramJar.command("512m", command.split(" ", -1));
        words.add(file.toString());
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile(folder, "read", ".txt").toFile())
                .start();
        return process.waitFor(20, TimeUnit.MINUTES) ? process.exitValue() : -1;
    }
}
