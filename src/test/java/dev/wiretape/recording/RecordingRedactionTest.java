package dev.wiretape.recording;

import static dev.wiretape.recording.Tapes.utf8;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code redact} makes of a recording whose writer took nothing out. */
@Timeout(60)
class RecordingRedactionTest {
    private static final String CANARY = "tok/Canary+9f8e7d6c5b4a==";
    private static final List<Field> SHOWN = List.of(new Field("Authorization", "Bearer " + CANARY));
    private static final List<Field> JSON = List.of(new Field("Content-Type", "application/json"));

    @TempDir
    Path out;

    private Tapes tapes;
    private int recorded;
    private RecordingRedaction redaction;

    @BeforeEach
    void openSession() throws IOException {
        tapes = new Tapes(out);
    }

    @AfterEach
    void closeSession() {
        tapes.close();
    }

    @Test
    void itIsWhatTheRecorderWouldHaveWrittenWhereverTheChunksAreCut() throws IOException {
        byte[] json = utf8("{\"echo\":\"" + CANARY + "\"}");
        byte[] stream = utf8("data: {\"a\":1}\n\ndata: {\"k\":\"" + CANARY + "\",\"more\":1}\n\ndata: {\"t\":\"");
        for (int cut = 1; cut < stream.length; cut++) {
            String asRecorded = masked(record(SHOWN, Tapes.EVENT_STREAM, stream, cut));
            assertThat(redacted(blind(Tapes.EVENT_STREAM, stream, cut)))
                    .as("a stream cut at %d", cut)
                    .isEqualTo(asRecorded);
        }
        for (int cut = 1; cut < json.length; cut++) {
            assertThat(redacted(blind(JSON, json, cut)))
                    .as("a body cut at %d", cut)
                    .isEqualTo(masked(record(SHOWN, JSON, json, cut)));
        }
    }

    @Test
    void aSecretSaidInPiecesIsTakenOut() throws IOException {
        for (int cut = 1; cut < CANARY.length(); cut++) {
            byte[] stream = utf8("data: {\"text\":\"" + CANARY.substring(0, cut) + "\"}\n\ndata: {\"text\":\""
                    + CANARY.substring(cut) + " indeed\"}\n\n");
            assertThat(redacted(blind(Tapes.EVENT_STREAM, stream, 5)))
                    .as("cut at %d", cut)
                    .isEqualTo(masked(record(SHOWN, Tapes.EVENT_STREAM, stream, 5)));
        }
    }

    @Test
    void bothHashesAreTold() throws IOException {
        byte[] stream = utf8("data: 1\n\ndata: " + CANARY + "\n\n");
        Path file = write(redact(blind(Tapes.EVENT_STREAM, stream, 3)));

        List<Entry.Frame> frames = Tapes.entries(file, Entry.Frame.class);
        assertThat(frames).extracting(Entry.Frame::redactions).containsExactly(0, 1);
        Entry.End end = Tapes.entries(file, Entry.End.class).get(0);
        byte[] body = ExchangeRecorderTest.bodyBytes(file);
        assertThat(end.sha256()).isEqualTo(ExchangeRecorderTest.sha256(body));
        assertThat(end.bytes()).isEqualTo(body.length);
        assertThat(end.wireSha256()).contains(ExchangeRecorderTest.sha256(stream));
    }

    @Test
    void whatHoldsNoSecretStaysByteForByte() throws IOException {
        Path file = record(SHOWN, JSON, utf8("{\"echo\":\"" + CANARY + "\"}"), 12);
        String lines = Files.readString(file)
                .replace("{\"kind\":\"end\"", "{\"kind\":\"weather\",\"sky\":1.50,\"n\":1e400}\n{\"kind\":\"end\"");
        Path odd = write(utf8(lines.replace("\"method\":", " \"mood\" : [1,{}], \"method\":")));

        assertThat(new String(redact(odd), UTF_8)).isEqualTo(Files.readString(odd));
        assertThat(redaction.isChanged()).isFalse();
    }

    @Test
    void secretsInWhatThisVersionDoesNotKnowAreTakenOutToo() throws IOException {
        String lines = Files.readString(blind(JSON, utf8("{}"), 1))
                .replace("\"method\":", "\"mood\":[\"x\",{\"a\":\"" + CANARY + "\"}],\"method\":")
                .replace(
                        "{\"kind\":\"end\"",
                        "{\"kind\":\"weather\",\"sky\":\"" + CANARY + "\",\"n\":1.50}\n{\"kind\":\"end\"");

        String redacted = new String(redact(write(utf8(lines))), UTF_8);

        assertThat(redacted)
                .doesNotContain("Canary")
                .containsPattern("\"mood\":\\[\"x\",\\{\"a\":\"<redacted:credential:[0-9a-f]{8}>\"}]")
                .containsPattern("\"kind\":\"weather\",\"sky\":\"<redacted:credential:[0-9a-f]{8}>\",\"n\":1.50}");
    }

    @Test
    void aCredentialThatALaterExchangeShowsIsTakenOutOfAnEarlierOne() throws IOException {
        String first = Files.readString(record(List.of(), JSON, utf8("{\"echo\":\"" + CANARY + "\"}"), 5));
        String second = Files.readString(blind(JSON, utf8("{}"), 1));

        assertThat(new String(redact(write(utf8(first + second))), UTF_8)).doesNotContain("Canary");
    }

    @Test
    void uploadsAreMaskedAcrossTheirBorders() throws IOException {
        for (int cut = 1; cut < CANARY.length(); cut++) {
            ExchangeRecorder recorder = tapes.begin();
            recorder.request("POST", "http://api.test/", "1.1", List.of(), utf8(CANARY.substring(0, cut)));
            byte[] rest = utf8(CANARY.substring(cut) + "!");
            recorder.upload(rest, 0, rest.length);
            recorder.end(Outcome.COMPLETE, "");

            Path file = write(redact(shown(tapes.file(++recorded))));

            Recording recording = Recording.scan(file);
            assertThat(recording
                            .exchanges()
                            .get(0)
                            .request()
                            .orElseThrow()
                            .body()
                            .text())
                    .as("cut at %d", cut)
                    .matches("<redacted:credential:[0-9a-f]{8}>!");
        }
    }

    @Test
    void aHashThatWasWrongIsNotMadeRight() throws IOException {
        String lines = Files.readString(blind(JSON, utf8("{\"echo\":\"" + CANARY + "\"}"), 5));
        String changed = lines.replaceAll("\"sha256\":\"[0-9a-f]{8}", "\"sha256\":\"00000000");

        String redacted = new String(redact(write(utf8(changed))), UTF_8);

        assertThat(redacted).contains("\"sha256\":\"00000000").doesNotContain("wire_sha256", "Canary");
        assertThat(redaction.notices()).anyMatch(notice -> notice.contains("its hash was not that of its lines"));
    }

    @Test
    void aTornTailIsLeftOutAndADamagedLineRefused() throws IOException {
        String lines = Files.readString(blind(JSON, utf8("{}"), 1));
        assertThat(new String(redact(write(utf8(lines + "{\"kind\":\"frame\",\"raw\":\"" + CANARY))), UTF_8))
                .doesNotContain("Canary")
                .endsWith("}\n");
        assertThat(redaction.isChanged()).isTrue();

        Path damaged = write(utf8(lines + "{\"kind\":\"frame\",\"raw\":\"" + CANARY + "\n"));
        assertThatThrownBy(() -> redact(damaged)).isInstanceOf(DamagedRecordingException.class);
    }

    /** A recording that shows the credential in its headers and whose writer left it everywhere. */
    private Path blind(List<Field> headers, byte[] body, int cut) throws IOException {
        return shown(record(List.of(), headers, body, cut));
    }

    private Path shown(Path blind) throws IOException {
        String lines = Files.readString(blind);
        String request = "\"http\":\"1.1\",\"headers\":[";
        assertThat(lines).contains(request + "]");
        return write(utf8(lines.replaceFirst(
                "\"http\":\"1.1\",\"headers\":\\[]",
                "\"http\":\"1.1\",\"headers\":[[\"Authorization\",\"Bearer " + CANARY + "\"]]")));
    }

    private Path record(List<Field> asked, List<Field> answered, byte[] body, int cut) throws IOException {
        Tapes fresh = new Tapes(out, tapes.session.redactor());
        try (fresh) {
            ExchangeRecorder recorder = fresh.begin();
            recorder.request("POST", "http://api.test/", "1.1", asked, utf8("{}"));
            recorder.response(200, "OK", "1.1", answered);
            recorder.chunk(body, 0, cut);
            fresh.passMicros(10);
            recorder.chunk(body, cut, body.length - cut);
            recorder.end(Outcome.COMPLETE, "");
            return fresh.file(1);
        }
    }

    /** The lines that do not differ from one recording to the next. */
    private static String masked(Path file) throws IOException {
        String lines = Files.readString(file);
        assertThat(lines).doesNotContain("Canary");
        return lines.substring(lines.indexOf('\n'));
    }

    private String redacted(Path file) throws IOException {
        return masked(write(redact(file)));
    }

    private byte[] redact(Path file) throws IOException {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        redaction = new RecordingRedaction(file, tapes.session.redactor());
        redaction.write(to);
        return to.toByteArray();
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(out, "x", ".ndjson"), bytes);
    }
}
