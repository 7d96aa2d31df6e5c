package dev.wiretape.recording.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wiretape.NeedsCorpus;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class IntakeTest {
    private static final String STREAM = "event: a\ndata: 1\n\n: comment\n\ndata: 2\n\n";

    @TempDir
    Path folder;

    @Test
    void aRawBodyBecomesARecordingWithNothingInvented() throws IOException {
        Taken taken = Taken.in(folder, STREAM + "data: cut", "stream.sse");
        assertThat(taken.header().via()).isEqualTo("import");
        assertThat(taken.header().timed()).isFalse();
        assertThat(taken.header().at()).isEmpty();
        assertThat(taken.only().stream().map(Entry::kind))
                .containsExactly("header", "frame", "frame", "frame", "partial", "end");
        assertThat(taken.body()).asString(UTF_8).isEqualTo(STREAM + "data: cut");
        assertThat(taken.end().outcome()).hasValue(Outcome.COMPLETE);
        assertThat(taken.end().reason()).contains("not known");
    }

    @Test
    void framesWithoutTimesCountAsChunksOfTheirOwn() throws IOException {
        Taken taken = Taken.in(folder, STREAM, "stream.sse");
        assertThat(taken.only(Entry.Frame.class).stream().map(Entry.Frame::t)).containsExactly(0L, 1L, 2L);
        assertThat(taken.only(Entry.Frame.class))
                .allMatch(frame -> frame.parts().isEmpty());
    }

    @NeedsCorpus
    @ParameterizedTest
    @MethodSource("dev.wiretape.Corpus#streams")
    void everyStreamOfTheCorpusKeepsItsBytes(Path stream) throws IOException {
        byte[] bytes = Files.readAllBytes(stream);
        assertThat(Taken.in(folder, bytes, stream.getFileName().toString()).body())
                .isEqualTo(bytes);
        byte[] headed = bytes("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n", bytes);
        assertThat(Taken.in(folder, headed, "curl.txt").body()).isEqualTo(bytes);
    }

    @Test
    void whatCurlPrintedHasItsHead() throws IOException {
        Taken taken = Taken.in(
                folder,
                "HTTP/2 200 \r\ncontent-type: text/event-stream; charset=utf-8\r\nset-cookie: a=b\r\n\r\n" + STREAM,
                "curl.txt");
        assertThat(taken.response().status()).isEqualTo(200);
        assertThat(taken.response().http()).isEqualTo("2");
        assertThat(Field.first(taken.response().headers(), "Content-Type"))
                .hasValue("text/event-stream; charset=utf-8");
        assertThat(Field.first(taken.response().headers(), "set-cookie").orElseThrow())
                .startsWith("<redacted:");
        assertThat(taken.only(Entry.Frame.class)).hasSize(3);
        assertThat(taken.body()).asString(UTF_8).isEqualTo(STREAM);
    }

    @Test
    void aHeadThatSomebodyPastedMayHaveBareLineFeeds() throws IOException {
        Taken taken = Taken.in(folder, "\nHTTP/1.1 200 OK\nContent-Type: text/event-stream\n\n" + STREAM, "paste");
        assertThat(taken.response().reason()).isEqualTo("OK");
        assertThat(taken.body()).asString(UTF_8).isEqualTo(STREAM);
    }

    @Test
    void interimResponsesAreKeptAndEarlierOnesAreLeftOutWithANotice() throws IOException {
        String heads = String.join(
                "\r\n",
                "HTTP/1.1 200 Connection established",
                "",
                "HTTP/1.1 100 Continue",
                "",
                "HTTP/1.1 307 Temporary Redirect",
                "location: /b",
                "",
                "HTTP/1.1 103 Early Hints",
                "link: </a>",
                "",
                "HTTP/1.1 200 OK",
                "content-type: text/event-stream",
                "",
                "");
        Taken taken = Taken.in(folder, heads + STREAM, "curl.txt");
        assertThat(taken.only(Entry.Interim.class).stream().map(Entry.Interim::status))
                .containsExactly(100, 103);
        assertThat(taken.notices())
                .containsExactly(
                        "left out the head of an earlier response, with status 200",
                        "left out the head of an earlier response, with status 307");
        assertThat(taken.body()).asString(UTF_8).isEqualTo(STREAM);
    }

    @Test
    void aBodyThatCurlDecodedIsTakenAsItIs() throws IOException {
        Taken taken = Taken.in(
                folder,
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: gzip\r\n\r\n" + STREAM,
                "curl.txt");
        assertThat(taken.response().encoding()).hasValue("gzip");
        assertThat(taken.response().undecoded()).isFalse();
        assertThat(taken.only(Entry.Frame.class)).hasSize(3);
    }

    @Test
    void aBodyThatIsStillEncodedIsDecoded() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(STREAM.getBytes(UTF_8));
        }
        String head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: gzip\r\n\r\n";
        Taken taken = Taken.in(folder, bytes(head, zipped.toByteArray()), "curl.txt");
        assertThat(taken.body()).asString(UTF_8).isEqualTo(STREAM);
        assertThat(taken.only(Entry.Frame.class).stream().map(Entry.Frame::t)).containsExactly(0L, 1L, 2L);
    }

    @Test
    void anErrorThatCurlPrintedIsABody() throws IOException {
        Taken taken = Taken.in(
                folder, "HTTP/1.1 529 \r\ncontent-type: application/json\r\n\r\n{\"type\":\"error\"}", "curl.txt");
        assertThat(taken.only(Entry.Body.class)).hasSize(1);
        assertThat(taken.response().status()).isEqualTo(529);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# A title\n\ntext\n", "{\"type\":\"message\"}", "<html>", "\u0000\u0001"})
    void whatIsNoStreamIsRefused(String text) {
        assertThatThrownBy(() -> Taken.in(folder, text, "file"))
                .isInstanceOf(NotAStreamException.class)
                .hasMessage("is no recording, no event stream, no output of curl and no HAR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\r\n", "x: y\ndata: 1\n\n", "\uFEFFdata: 1\n\n"})
    void whatIsCalledAStreamGetsTheBenefitOfTheDoubt(String text) throws IOException {
        assertThat(Taken.in(folder, text, "file.sse").body()).asString(UTF_8).isEqualTo(text);
    }

    @Test
    void aFrameOfMoreThanTheBoundKeepsItsBytes() throws IOException {
        String large = "data: " + "x".repeat(9 * 1024 * 1024) + "\n\ndata: 2\n\n";
        assertThat(Taken.in(folder, STREAM + large, "large.sse").body())
                .asString(UTF_8)
                .isEqualTo(STREAM + large);
    }

    private static byte[] bytes(String head, byte[] body) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.getBytes(UTF_8));
        all.writeBytes(body);
        return all.toByteArray();
    }
}
