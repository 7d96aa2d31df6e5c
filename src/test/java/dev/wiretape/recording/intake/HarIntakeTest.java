package dev.wiretape.recording.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HarIntakeTest {
    private static final String REQUEST =
            "\"request\":{\"method\":\"POST\",\"url\":\"https://api.test/v1/messages?beta=true\","
                    + "\"httpVersion\":\"h2\",\"headers\":[{\"name\":\":method\",\"value\":\"POST\"},"
                    + "{\"name\":\"X-Api-Key\",\"value\":\"secret-key-123\"}],"
                    + "\"postData\":{\"mimeType\":\"application/json\",\"text\":\"{\\\"stream\\\":true}\"}}";
    private static final String TIMES = "\"startedDateTime\":\"2026-11-20T15:03:12.250+01:00\",\"time\":900.5,"
            + "\"timings\":{\"blocked\":-1,\"dns\":1,\"connect\":2,\"send\":0.5,\"wait\":96.5,\"receive\":800}";
    private static final String BODY = "data: 1\\n\\nevent: b\\ndata: 2\\n\\n: c\\n\\n";
    /** 2026-11-20T14:03:12.250Z */
    private static final long STARTED = 1795183392250L;

    @TempDir
    Path folder;

    private static String har(String... entries) {
        return "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"t\",\"version\":\"1\"},\"entries\":["
                + String.join(",", entries) + "]}}";
    }

    private static String entry(String content, String more) {
        return "{" + TIMES + "," + REQUEST
                + ",\"response\":{\"status\":200,\"statusText\":\"OK\",\"httpVersion\":\"HTTP/2.0\","
                + "\"headers\":[{\"name\":\"content-type\",\"value\":\"text/event-stream\"},"
                + "{\"name\":\"content-encoding\",\"value\":\"br\"}],\"content\":{" + content + "}}" + more + "}";
    }

    private static String text(String body) {
        return "\"mimeType\":\"text/event-stream\",\"size\":1,\"text\":\"" + body + "\"";
    }

    private static String messages(String... messages) {
        return ",\"_eventSourceMessages\":[" + String.join(",", messages) + "]";
    }

    private static String message(long millisAfter, String name, String data) {
        return "{\"time\":" + (STARTED + millisAfter) / 1000.0 + ",\"eventName\":\"" + name
                + "\",\"eventId\":\"\",\"data\":\"" + data + "\"}";
    }

    @Test
    void anEntryBecomesAnExchangeWithItsRequestAndItsHead() throws IOException {
        Taken taken = Taken.in(folder, har(entry(text(BODY), "")), "a.har");
        Entry.Request request = taken.only(Entry.Request.class).get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.http()).isEqualTo("2");
        assertThat(request.body().text()).isEqualTo("{\"stream\":true}");
        assertThat(request.headers()).hasSize(1);
        assertThat(request.headers().get(0).value()).startsWith("<redacted:");
        assertThat(taken.response().encoding()).hasValue("br");
        assertThat(taken.header().at()).isEqualTo("2026-11-20T14:03:12.250000Z");
        assertThat(taken.header().timed())
                .as("whether content.text alone has times")
                .isFalse();
        assertThat(taken.only(Entry.Frame.class)).hasSize(3);
        assertThat(taken.body()).asString(UTF_8).isEqualTo("data: 1\n\nevent: b\ndata: 2\n\n: c\n\n");
    }

    @Test
    void base64ContentIsDecoded() throws IOException {
        byte[] bytes = {'d', 'a', 't', 'a', ':', (byte) 0xFF, '\n', '\n'};
        String content = "\"mimeType\":\"text/event-stream\",\"encoding\":\"base64\",\"text\":\""
                + Base64.getEncoder().encodeToString(bytes) + "\"";
        assertThat(Taken.in(folder, har(entry(content, "")), "a.har").body()).isEqualTo(bytes);
    }

    @Test
    void theEventMessagesGiveTheFramesTheirTimes() throws IOException {
        String entry = entry(text(BODY), messages(message(150, "message", "1"), message(400, "b", "2")));
        Taken taken = Taken.in(folder, har(entry), "a.har");
        assertThat(taken.header().timed()).isTrue();
        assertThat(taken.response().t()).isEqualTo(100_000);
        assertThat(taken.only(Entry.Frame.class).stream().map(Entry.Frame::t))
                .containsExactly(150_000L, 400_000L, 400_001L);
        assertThat(taken.end().t()).isEqualTo(900_500);
        assertThat(taken.notices()).isEmpty();
    }

    @Test
    void withoutABodyFramesAreBuiltOfTheEventMessagesAndThatIsSaid() throws IOException {
        String entry = entry(
                "\"mimeType\":\"text/event-stream\"",
                messages(message(150, "a", "1\\n2"), message(400, "message", "")));
        Taken taken = Taken.in(folder, har(entry), "a.har");
        assertThat(taken.body()).asString(UTF_8).isEqualTo("event: a\ndata: 1\ndata: 2\n\ndata: \n\n");
        assertThat(taken.only(Entry.Frame.class).stream().map(Entry.Frame::t)).containsExactly(150_000L, 400_000L);
        assertThat(taken.notices()).singleElement().asString().contains("the framing is ours");
    }

    @Test
    void messagesThatDoNotFitTheBodyGiveNoTimes() throws IOException {
        Taken taken = Taken.in(folder, har(entry(text(BODY), messages(message(150, "message", "1")))), "a.har");
        assertThat(taken.header().timed()).isFalse();
        assertThat(taken.body()).asString(UTF_8).startsWith("data: 1\n\n");
    }

    @Test
    void onlyEventStreamsAndAnswersToAPostAreTaken() throws IOException {
        String picture = "{\"request\":{\"method\":\"GET\",\"url\":\"https://a.test/a.png\"},"
                + "\"response\":{\"status\":200,\"content\":{\"mimeType\":\"image/png\"}}}";
        String got = "{\"request\":{\"method\":\"GET\",\"url\":\"https://a.test/events\"},"
                + "\"response\":{\"status\":200,\"content\":{" + text(BODY) + "}}}";
        Taken taken = Taken.in(folder, har(picture, entry(text(BODY), ""), picture, got), "a.har");
        assertThat(taken.recordings()).hasSize(2);
        assertThat(taken.notices())
                .containsExactly("left out 2 entries that are neither an event stream nor an answer to a POST");
    }

    @Test
    void concurrentEntriesStandOnOneAxis() throws IOException {
        String later = entry(text(BODY), "").replace("12.250", "12.750");
        Taken taken = Taken.in(folder, har(entry(text(BODY), ""), later), "a.har");
        List<Long> begins = taken.recordings().stream()
                .map(recording -> ((Entry.Header) recording.get(0)).t0())
                .toList();
        assertThat(begins).containsExactly(0L, 500_000L);
    }

    @Test
    void whatTheBrowserSaysOfTheEndIsTheOutcome() throws IOException {
        String reset = entry(text(BODY), "")
                .replace("\"status\":200", "\"_error\":\"net::ERR_CONNECTION_RESET\",\"status\":200");
        assertThat(Taken.in(folder, har(reset), "a.har").end().outcome()).hasValue(Outcome.UPSTREAM_RESET);
        String aborted = reset.replace("CONNECTION_RESET", "ABORTED");
        assertThat(Taken.in(folder, har(aborted), "b.har").end().outcome()).hasValue(Outcome.CLIENT_CANCELLED);
        String refused =
                reset.replace("CONNECTION_RESET", "CONNECTION_REFUSED").replace("\"status\":200", "\"status\":0");
        assertThat(Taken.in(folder, har(refused), "c.har").end().outcome()).hasValue(Outcome.UPSTREAM_UNREACHABLE);
    }

    @Test
    void aHarWithoutAStreamIsRefused() {
        assertThatThrownBy(() -> Taken.in(folder, har(), "a.har"))
                .isInstanceOf(NotAStreamException.class)
                .hasMessage("is a HAR without an event stream or an answer to a POST");
    }

    @Test
    void aHarThatBreaksOffIsRefused() {
        String cut = har(entry(text(BODY), "")).replace("]}}", "");
        assertThatThrownBy(() -> Taken.in(folder, cut, "a.har"))
                .isInstanceOf(NotAStreamException.class)
                .hasMessageContaining("breaks off");
    }
}
