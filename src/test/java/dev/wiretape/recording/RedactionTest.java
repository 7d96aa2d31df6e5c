package dev.wiretape.recording;

import static dev.wiretape.recording.Tapes.entries;
import static dev.wiretape.recording.Tapes.utf8;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RedactionTest {
    private static final String CANARY = "tok/Canary+9f8e7d6c5b4a==";
    private static final List<Field> JSON = List.of(new Field("Content-Type", "application/json"));

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
    }

    @Test
    void aCredentialIsMaskedInEverySpellingInWhichItRecurs() throws IOException {
        String body = String.join(
                "\n",
                CANARY,
                CANARY.replace("/", "\\/"),
                URLEncoder.encode(CANARY, UTF_8),
                base64(CANARY),
                base64("x" + CANARY),
                base64("user:" + CANARY + "!"));
        Path file = record(utf8(body), utf8(body));

        String recorded = Files.readString(file);
        assertThat(recorded).doesNotContain(CANARY, "Canary", base64(CANARY).substring(3, 30));
        Entry.Request request = entries(file, Entry.Request.class).get(0);
        assertThat(request.redactions()).isEqualTo(6);
        assertThat(request.body().text().lines()).allMatch(line -> line.contains("<redacted:credential:"));
    }

    @Test
    void aSecretCutAtAnyPlaceBetweenTwoChunksIsMasked() throws IOException {
        byte[] body = utf8("{\"echo\":\"" + CANARY + "\",\"key\":\"sk-ant-api03-abcdefghij\"}");
        for (int cut = 1; cut < body.length; cut++) {
            ExchangeRecorder recorder = withCredential();
            recorder.response(200, "OK", "1.1", JSON);
            recorder.chunk(body, 0, cut);
            tapes.passMicros(10);
            recorder.chunk(body, cut, body.length - cut);
            recorder.end(Outcome.COMPLETE, "");

            String recorded = Files.readString(tapes.file(cut));
            assertThat(recorded).as("cut at %d", cut).doesNotContain(CANARY, "Canary", "abcdefghij", "sk-ant");
            assertThat(text(tapes.file(cut)))
                    .as("cut at %d", cut)
                    .matches("\\{\"echo\":\"<redacted:credential:[0-9a-f]{8}>\",\"key\":\"<redacted:anthropic-key:"
                            + "[0-9a-f]{8}>\"}");
        }
    }

    @Test
    void aSecretSaidInPiecesIsMaskedWhereverTheDeltasCutIt() throws IOException {
        for (int cut = 1; cut < CANARY.length(); cut++) {
            ExchangeRecorder recorder = withCredential();
            recorder.response(200, "OK", "1.1", Tapes.EVENT_STREAM);
            Tapes.chunk(recorder, delta("it is " + CANARY.substring(0, cut)));
            Tapes.chunk(recorder, utf8("event: ping\ndata: {\"type\":\"ping\"}\n\n"));
            Tapes.chunk(recorder, delta(CANARY.substring(cut) + " indeed"));
            recorder.end(Outcome.COMPLETE, "");

            assertThat(said(tapes.file(cut))).as("cut at %d", cut).doesNotContain(CANARY);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 9})
    void aSecretSaidInManyPiecesIsMasked(int size) throws IOException {
        String secret = "sk-ant-api03-0123456789abcdefghijklmnop";
        ExchangeRecorder recorder = tapes.streaming();
        Tapes.chunk(recorder, delta("the key: "));
        for (int at = 0; at < secret.length(); at += size) {
            Tapes.chunk(recorder, delta(secret.substring(at, Math.min(secret.length(), at + size))));
        }
        Tapes.chunk(recorder, delta(". Keep it."));
        recorder.end(Outcome.COMPLETE, "");

        String said = said(tapes.file(1));
        assertThat(said).startsWith("the key: ").endsWith(". Keep it.").doesNotContain("0123", "89abcd", "mnop");
    }

    @Test
    void aMaskedFrameIsFlaggedAndBothHashesAreKept() throws IOException {
        byte[] before = utf8("data: {\"a\":1}\n\n");
        byte[] masked = utf8("data: {\"k\":\"" + CANARY + "\"}\n\n");
        ExchangeRecorder recorder = withCredential();
        recorder.response(200, "OK", "1.1", Tapes.EVENT_STREAM);
        Tapes.chunk(recorder, before);
        Tapes.chunk(recorder, masked);
        recorder.end(Outcome.COMPLETE, "");

        Path file = tapes.file(1);
        assertThat(entries(file, Entry.Frame.class))
                .extracting(Entry.Frame::redactions)
                .containsExactly(0, 1);
        Entry.End end = entries(file, Entry.End.class).get(0);
        byte[] recorded = ExchangeRecorderTest.bodyBytes(file);
        assertThat(end.sha256()).isEqualTo(ExchangeRecorderTest.sha256(recorded));
        assertThat(end.bytes()).isEqualTo(recorded.length);
        byte[] wire = new byte[before.length + masked.length];
        System.arraycopy(before, 0, wire, 0, before.length);
        System.arraycopy(masked, 0, wire, before.length, masked.length);
        assertThat(end.wireSha256()).contains(ExchangeRecorderTest.sha256(wire));
    }

    @Test
    void thePartsOfAMaskedFrameStillAddUp() throws IOException {
        byte[] frame = utf8("data: {\"k\":\"" + CANARY + "\",\"more\":1}\n\n");
        for (int cut = 1; cut < frame.length; cut++) {
            ExchangeRecorder recorder = withCredential();
            recorder.response(200, "OK", "1.1", Tapes.EVENT_STREAM);
            recorder.chunk(frame, 0, cut);
            recorder.chunk(frame, cut, frame.length - cut);
            recorder.end(Outcome.COMPLETE, "");

            Entry.Frame recorded = entries(tapes.file(cut), Entry.Frame.class).get(0);
            assertThat(recorded.raw().text()).as("cut at %d", cut).doesNotContain(CANARY);
            assertThat(recorded.parts().stream().mapToInt(Part::bytes).sum())
                    .as("cut at %d", cut)
                    .isEqualTo(recorded.raw().size());
        }
    }

    @Test
    void urlsHoldNoUserInfoAndNoKeys() throws IOException {
        ExchangeRecorder recorder = tapes.begin();
        recorder.request(
                "GET",
                "https://user:geheim@api.test/v1/models?api_key=geheim&limit=3&token=geheim",
                "1.1",
                List.of(),
                new byte[0]);
        recorder.end(Outcome.COMPLETE, "");

        String url = entries(tapes.file(1), Entry.Request.class).get(0).url();
        assertThat(url)
                .matches("https://<redacted:url:[0-9a-f]{8}>@api\\.test/v1/models\\?api_key=<redacted:url:[0-9a-f]{8}>"
                        + "&limit=3&token=<redacted:url:[0-9a-f]{8}>");
    }

    @Test
    void whatNodesFetchSaysWithEachRequestStaysAndAFieldNobodyKnowsDoesNot() throws IOException {
        List<Field> fields = List.of(
                new Field("accept-language", "*"),
                new Field("sec-fetch-mode", "cors"),
                new Field("x-nobody-knows", CANARY));
        ExchangeRecorder recorder = tapes.begin();
        recorder.request("POST", "http://api.test/", "1.1", fields, new byte[0]);
        recorder.end(Outcome.COMPLETE, "");

        List<Field> kept = entries(tapes.file(1), Entry.Request.class).get(0).headers();
        assertThat(kept.subList(0, 2)).isEqualTo(fields.subList(0, 2));
        assertThat(kept.get(2).value()).matches("<redacted:header:[0-9a-f]{8}>");
    }

    @Test
    void aCompressedRequestIsRecordedDecodedAndMasked() throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(wire)) {
            gzip.write(utf8("{\"key\":\"" + CANARY + "\"}"));
        }
        ExchangeRecorder recorder = tapes.begin();
        recorder.request(
                "POST",
                "http://api.test/",
                "1.1",
                List.of(new Field("x-api-key", CANARY), new Field("Content-Encoding", "gzip")),
                wire.toByteArray());
        recorder.end(Outcome.COMPLETE, "");

        Entry.Request request = entries(tapes.file(1), Entry.Request.class).get(0);
        assertThat(request.encoding()).contains("gzip");
        assertThat(request.body().text()).matches("\\{\"key\":\"<redacted:credential:[0-9a-f]{8}>\"}");
    }

    @Test
    void wordsThatOnlyLookAlikeStay() throws IOException {
        String text =
                "task-management-system-overview-of-all-things sk-learn, skeleton, eyJust, AKIArt, risk-ant-free; "
                        + "EqQBCgYIAhIkAbCdEfGhIjKlMnOpQrStUvWxYz0123456789+/AKIA==";
        Path file = record(utf8(text), utf8(text));

        assertThat(entries(file, Entry.Request.class).get(0).body().text()).isEqualTo(text);
        assertThat(text(file)).isEqualTo(text);
    }

    /** The API verifies them when they come back. */
    @Test
    void signaturesAndEncryptedThinkingStay() throws IOException {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[300 + random.nextInt(600)];
            random.nextBytes(bytes);
            text.append("{\"type\":\"signature_delta\",\"signature\":\"")
                    .append(Base64.getEncoder().encodeToString(bytes))
                    .append("\"}\n");
        }
        Path file = record(utf8(text.toString()), utf8(text.toString()));

        assertThat(entries(file, Entry.Request.class).get(0).redactions()).isZero();
        assertThat(text(file)).isEqualTo(text.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-ant-api03-AbCdEfGhIjKl-_0123",
                "sk-ant-oat01-AbCdEfGhIjKl",
                "sk-proj-AbCdEfGhIjKlMnOpQrSt0123",
                "AKIAIOSFODNN7EXAMPLE",
                "AIzaSyA-0123456789abcdefghijklmnopqrstu",
                "ghp_0123456789abcdefghijABCDEFGHIJklmnop",
                "github_pat_0123456789abcdefghijkl_ABCDEF",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N"
            })
    void wellKnownFormatsAreMaskedWhereverTheyStand(String secret) throws IOException {
        String text = "{\"env\":\"A=1\\n" + "KEY=" + secret + "\\nB=\\n" + secret + ".\"}";
        Path file = record(utf8(text), utf8(text));

        assertThat(Files.readString(file)).doesNotContain(secret).doesNotContain(secret.substring(8));
        assertThat(entries(file, Entry.Request.class).get(0).redactions()).isEqualTo(2);
    }

    private ExchangeRecorder withCredential() {
        ExchangeRecorder recorder = tapes.begin();
        recorder.request(
                "POST",
                "http://api.test/",
                "1.1",
                List.of(new Field("Authorization", "Bearer " + CANARY)),
                new byte[0]);
        return recorder;
    }

    private Path record(byte[] asked, byte[] answered) throws IOException {
        ExchangeRecorder recorder = tapes.begin();
        recorder.request("POST", "http://api.test/", "1.1", List.of(new Field("x-api-key", CANARY)), asked);
        recorder.response(200, "OK", "1.1", JSON);
        Tapes.chunk(recorder, answered);
        recorder.end(Outcome.COMPLETE, "");
        return tapes.file(1);
    }

    private static byte[] delta(String text) {
        return utf8("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                + "\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text + "\"}}\n\n");
    }

    /** What the deltas of a recording say together. */
    private static String said(Path file) throws IOException {
        return entries(file, Entry.Frame.class).stream()
                .map(frame -> frame.raw().text())
                .filter(raw -> raw.contains("\"text\":\""))
                .map(raw -> raw.substring(raw.indexOf("\"text\":\"") + 8, raw.indexOf("\"}}")))
                .collect(Collectors.joining());
    }

    private static String text(Path file) throws IOException {
        return new String(ExchangeRecorderTest.bodyBytes(file), UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(utf8(text));
    }
}
