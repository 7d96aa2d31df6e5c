package dev.wiretape.recording;

import static dev.wiretape.recording.Tapes.chunk;
import static dev.wiretape.recording.Tapes.entries;
import static dev.wiretape.recording.Tapes.utf8;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ExchangeRecorderTest {
    @TempDir
    Path out;

    private Tapes tapes;

    @BeforeEach
    void openSession() throws IOException {
        tapes = new Tapes(out);
    }

    @AfterEach
    void closeSession() {
        tapes.close();
        assertThat(tapes.failures).isEmpty();
    }

    @Test
    void linesStandAsTheFormatSaysAtTheTimesPassedIn() throws IOException {
        ExchangeRecorder recorder = tapes.begin();
        recorder.request(
                "POST",
                "http://api.test/v1/messages",
                "1.1",
                List.of(new Field("Content-Type", "application/json")),
                utf8("{\"a\":\"é\"}"));
        tapes.passMicros(812_034);
        recorder.response(200, "OK", "1.1", Tapes.EVENT_STREAM);
        tapes.passMicros(968);
        chunk(recorder, utf8("event: ping\ndata: {}\n\n"));
        tapes.passMicros(8);
        recorder.end(Outcome.COMPLETE, "");

        String sha = sha256(utf8("event: ping\ndata: {}\n\n"));
        assertThat(Files.readString(tapes.file(1), UTF_8).lines().skip(1))
                .containsExactly(
                        "{\"kind\":\"request\",\"t\":0,\"method\":\"POST\",\"url\":\"http://api.test/v1/messages\",\"http\":\"1.1\","
                                + "\"headers\":[[\"Content-Type\",\"application/json\"]],\"body\":{\"text\":\"{\\\"a\\\":\\\"é\\\"}\"}}",
                        "{\"kind\":\"response\",\"t\":812034,\"status\":200,\"reason\":\"OK\",\"http\":\"1.1\","
                                + "\"headers\":[[\"Content-Type\",\"text/event-stream; charset=utf-8\"]]}",
                        "{\"kind\":\"frame\",\"t\":813002,\"n\":0,\"raw\":\"event: ping\\ndata: {}\\n\\n\"}",
                        "{\"kind\":\"end\",\"t\":813010,\"outcome\":\"complete\",\"frames\":1,\"bytes\":22,\"sha256\":\""
                                + sha + "\"}");
    }

    @Test
    void theHeaderCarriesTheWallClockOnce() throws IOException {
        tapes.passMicros(1_500);
        tapes.begin().end(Outcome.RECORDER_STOPPED, "");

        Entry.Header header = entries(tapes.file(1), Entry.Header.class).get(0);
        assertThat(header.at()).isEqualTo("2026-11-20T14:03:12.124956Z");
        assertThat(header.t0()).isEqualTo(1_500);
        assertThat(header.seq()).isEqualTo(1);
        assertThat(header.session()).isEqualTo("2026-11-20T14-03-12Z");
    }

    @Test
    void aFrameSplitOverChunksTellsItsParts() throws IOException {
        ExchangeRecorder recorder = tapes.streaming();
        tapes.passMicros(10);
        chunk(recorder, utf8("data: 1\n\ndata: 2"));
        tapes.passMicros(10);
        chunk(recorder, utf8("2\n\ndata: 3\n\n"));
        recorder.end(Outcome.COMPLETE, "");

        assertThat(entries(tapes.file(1), Entry.Frame.class))
                .containsExactly(
                        new Entry.Frame(10, 0, Payload.of("data: 1\n\n"), List.of()),
                        new Entry.Frame(20, 1, Payload.of("data: 22\n\n"), List.of(new Part(7, 10), new Part(3, 20))),
                        new Entry.Frame(20, 2, Payload.of("data: 3\n\n"), List.of()));
    }

    @Test
    void noTwoChunksShareATime() throws IOException {
        ExchangeRecorder recorder = tapes.streaming();
        chunk(recorder, utf8("data: 1\n\n"));
        chunk(recorder, utf8("data: 2\n\n"));
        chunk(recorder, utf8("data: 3\n\n"));
        recorder.end(Outcome.COMPLETE, "");

        assertThat(entries(tapes.file(1), Entry.Frame.class))
                .extracting(Entry.Frame::t)
                .containsExactly(0L, 1L, 2L);
        assertThat(entries(tapes.file(1), Entry.End.class))
                .extracting(Entry.End::t)
                .containsExactly(2L);
    }

    @Test
    void bytesOfAFrameThatNeverEndedAreKeptAsPartial() throws IOException {
        ExchangeRecorder recorder = tapes.streaming();
        chunk(recorder, utf8("data: 1\n\ndata: {\"ty"));
        recorder.end(Outcome.UPSTREAM_RESET, "Connection reset");

        assertThat(entries(tapes.file(1), Entry.Partial.class))
                .containsExactly(new Entry.Partial(0, Payload.of("data: {\"ty"), List.of()));
        assertThat(entries(tapes.file(1), Entry.End.class).get(0).outcome()).contains(Outcome.UPSTREAM_RESET);
    }

    @Test
    void bytesThatAreNotUtf8GoIntoBase64() throws IOException {
        ExchangeRecorder recorder = tapes.streaming();
        byte[] frame = {'d', 'a', 't', 'a', ':', (byte) 0xC3, (byte) 0x28, '\n', '\n'};
        chunk(recorder, frame);
        recorder.end(Outcome.COMPLETE, "");

        assertThat(Files.readString(tapes.file(1), UTF_8)).contains("\"base64\":\"ZGF0YTrDKAoK\"");
        assertThat(entries(tapes.file(1), Entry.Frame.class).get(0).raw()).isEqualTo(Payload.of(frame));
    }

    @Test
    void anyBytesInAnyChunksComeBackWhole() throws Exception {
        Random random = new Random(4711);
        for (int round = 1; round <= 60; round++) {
            byte[] body = randomStream(random, 1 + random.nextInt(3000));
            ExchangeRecorder recorder = tapes.streaming();
            int at = 0;
            while (at < body.length) {
                int size = Math.min(body.length - at, 1 + random.nextInt(round));
                tapes.passMicros(random.nextInt(3));
                recorder.chunk(body, at, size);
                at += size;
            }
            recorder.end(Outcome.COMPLETE, "");

            Path file = tapes.file(round);
            assertThat(bodyBytes(file)).as("round %d", round).isEqualTo(body);
            Entry.End end = entries(file, Entry.End.class).get(0);
            assertThat(end.sha256()).as("round %d", round).isEqualTo(sha256(body));
            assertThat(end.bytes()).isEqualTo(body.length);
            assertPartsAddUp(file);
        }
    }

    @Test
    void aFramePastTheBoundIsRecordedAsPlainChunks() throws Exception {
        ExchangeRecorder recorder = tapes.streaming();
        byte[] chunk = new byte[1024 * 1024];
        Arrays.fill(chunk, (byte) 'x');
        chunk(recorder, utf8("data: 1\n\ndata: "));
        for (int i = 0; i < 9; i++) {
            tapes.passMicros(5);
            chunk(recorder, chunk);
        }
        recorder.end(Outcome.COMPLETE, "");

        assertThat(entries(tapes.file(1), Entry.Frame.class)).hasSize(1);
        assertThat(entries(tapes.file(1), Entry.Partial.class)).isEmpty();
        assertThat(bodyBytes(tapes.file(1))).hasSize(9 + 6 + 9 * 1024 * 1024);
        assertThat(entries(tapes.file(1), Entry.End.class).get(0).bytes()).isEqualTo(9 + 6 + 9 * 1024 * 1024);
    }

    @Test
    void aFrameOfEightMebibytesIsKeptWhole() throws Exception {
        ExchangeRecorder recorder = tapes.streaming();
        byte[] frame = new byte[8 * 1024 * 1024];
        Arrays.fill(frame, (byte) 1);
        System.arraycopy(utf8("data:"), 0, frame, 0, 5);
        frame[frame.length - 1] = '\n';
        frame[frame.length - 2] = '\n';
        chunk(recorder, frame);
        recorder.end(Outcome.COMPLETE, "");

        assertThat(entries(tapes.file(1), Entry.Frame.class).get(0).raw()).isEqualTo(Payload.of(frame));
    }

    @Test
    void answersThatAreNoStreamAreKeptPerChunk() throws IOException {
        ExchangeRecorder recorder = tapes.begin();
        recorder.response(429, "Too Many Requests", "1.1", List.of(new Field("Content-Type", "application/json")));
        chunk(recorder, utf8("{\"type\":"));
        chunk(recorder, utf8("\"error\"}"));
        recorder.end(Outcome.COMPLETE, "");

        assertThat(entries(tapes.file(1), Entry.Body.class))
                .containsExactly(
                        new Entry.Body(0, Payload.of("{\"type\":")), new Entry.Body(1, Payload.of("\"error\"}")));
    }

    @Test
    void pausesAndTrailersAndInterimAnswersAreKept() throws IOException {
        ExchangeRecorder recorder = tapes.begin();
        recorder.interim(103, List.of(new Field("Server", "x")));
        recorder.response(200, "OK", "2", Tapes.EVENT_STREAM);
        recorder.paused();
        tapes.passMicros(7);
        recorder.resumed();
        recorder.trailers(List.of(new Field("Server-Timing", "y")));
        recorder.end(Outcome.COMPLETE, "");

        assertThat(entries(tapes.file(1)))
                .contains(
                        new Entry.Interim(0, 103, List.of(new Field("Server", "x"))),
                        new Entry.Paused(0),
                        new Entry.Resumed(7),
                        new Entry.Trailers(7, List.of(new Field("Server-Timing", "y"))));
    }

    @Test
    void onlyTheFirstEndCounts() throws IOException {
        ExchangeRecorder recorder = tapes.streaming();
        recorder.end(Outcome.CLIENT_CANCELLED, "");
        recorder.end(Outcome.COMPLETE, "");

        assertThat(entries(tapes.file(1), Entry.End.class))
                .extracting(Entry.End::word)
                .containsExactly("client_cancelled");
    }

    private static byte[] randomStream(Random random, int size) {
        byte[] alphabet = utf8("\n\r\n\r\n: data\"\\é€😀\0");
        byte[] body = new byte[size];
        for (int i = 0; i < size; i++) {
            body[i] = random.nextInt(50) == 0 ? (byte) random.nextInt() : alphabet[random.nextInt(alphabet.length)];
        }
        return body;
    }

    static byte[] bodyBytes(Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Entry entry : entries(file)) {
            if (entry instanceof Entry.Frame frame) {
                bytes.writeBytes(frame.raw().toBytes());
            } else if (entry instanceof Entry.Partial partial) {
                bytes.writeBytes(partial.raw().toBytes());
            } else if (entry instanceof Entry.Body body) {
                bytes.writeBytes(body.bytes().toBytes());
            }
        }
        return bytes.toByteArray();
    }

    private static void assertPartsAddUp(Path file) throws IOException {
        for (Entry.Frame frame : entries(file, Entry.Frame.class)) {
            if (!frame.parts().isEmpty()) {
                assertThat(frame.parts().stream().mapToInt(Part::bytes).sum())
                        .as("parts of frame %d in %s", frame.n(), file)
                        .isEqualTo(frame.raw().size());
                assertThat(frame.parts()).extracting(Part::t).isSorted().doesNotHaveDuplicates();
            }
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
