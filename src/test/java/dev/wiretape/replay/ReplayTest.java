package dev.wiretape.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.Part;
import dev.wiretape.testing.Ending;
import dev.wiretape.testing.Head;
import dev.wiretape.testing.RawBody;
import dev.wiretape.testing.RawClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client on a socket gets. */
@Timeout(60)
class ReplayTest {
    @Test
    void theRecordedHeadIsServedInOrderAndTheTransferReMade() throws Exception {
        Tape tape = Tape.post("/v1/messages", "{}")
                .head(
                        5,
                        529,
                        "Date",
                        "yesterday",
                        "Connection",
                        "keep-alive, X-Hop",
                        "X-Hop",
                        "1",
                        "request-id",
                        "req_1",
                        "x-Dup",
                        "a",
                        "X-dup",
                        "b",
                        "Transfer-Encoding",
                        "chunked",
                        "X-Latin",
                        "h\u00e9")
                .body(6, "no")
                .end(7, Outcome.COMPLETE);
        try (Running running = Running.of(tape.named("a"));
                RawClient client = running.connect()) {
            Head head = client.post("/v1/messages", "{}").readHead();
            assertThat(head.raw()).isEqualTo("""
                            HTTP/1.1 529 Fine\r
                            Date: yesterday\r
                            request-id: req_1\r
                            x-Dup: a\r
                            X-dup: b\r
                            X-Latin: h\u00e9\r
                            transfer-encoding: chunked\r
                            \r
                            """);
            assertThat(client.readBody(head).text()).isEqualTo("no");
        }
    }

    @Test
    void eachNetworkChunkIsOneHttpChunk() throws Exception {
        Tape tape = Tape.post("/", "{}").stream(1)
                .frame(2, "a\n\n")
                .frame(4, "bcd\n\n", new Part(1, 2), new Part(4, 4))
                .frame(4, "e\n\n")
                .end(5, Outcome.COMPLETE);
        try (Running running = Running.of(tape.named("a"));
                RawClient client = running.connect()) {
            RawBody body = client.post("/", "{}").readBody(client.readHead());
            assertThat(body.chunks().stream().map(chunk -> new String(chunk, StandardCharsets.UTF_8)))
                    .containsExactly("a\n\nb", "cd\n\ne\n\n");
            assertThat(body.complete()).isTrue();
        }
    }

    @Test
    void aLengthIsKeptAndTheConnectionToo() throws Exception {
        Tape tape = Tape.post("/", "{}")
                .head(1, 200, "Content-Length", "5", "Content-Type", "application/json")
                .body(2, "12")
                .body(3, "345")
                .end(4, Outcome.COMPLETE);
        try (Running running = Running.of(tape.named("a"));
                RawClient client = running.connect()) {
            for (int i = 0; i < 3; i++) {
                Head head = client.post("/", "{}").readHead();
                assertThat(head.fields())
                        .containsExactly(
                                new Field("Content-Length", "5"), new Field("Content-Type", "application/json"));
                assertThat(client.readBody(head).text()).isEqualTo("12345");
            }
        }
    }

    @Test
    void aDecodedBodyIsServedWithoutItsCodingAndWithItsOwnLength() throws Exception {
        List<Field> fields = Tape.fields("Content-Encoding", "gzip", "Content-Length", "99", "X-A", "1");
        Tape tape = Tape.post("/", "{}")
                .line(new Entry.Response(1, 200, "OK", "1.1", fields, Optional.of("gzip"), false))
                .body(2, "plain")
                .end(3, Outcome.COMPLETE);
        try (Running running = Running.of(tape.named("a"));
                RawClient client = running.connect()) {
            Head head = client.post("/", "{}").readHead();
            assertThat(head.fields()).containsExactly(new Field("Content-Length", "5"), new Field("X-A", "1"));
            assertThat(client.readBody(head).text()).isEqualTo("plain");
        }
    }

    @Test
    void anUndecodedBodyKeepsItsCoding() throws Exception {
        List<Field> fields = Tape.fields("Content-Encoding", "zz", "Content-Length", "5");
        Tape tape = Tape.post("/", "{}")
                .line(new Entry.Response(1, 200, "OK", "1.1", fields, Optional.of("zz"), true))
                .body(2, "zzzzz")
                .end(3, Outcome.COMPLETE);
        try (Running running = Running.of(tape.named("a"));
                RawClient client = running.connect()) {
            Head head = client.post("/", "{}").readHead();
            assertThat(head.fields()).isEqualTo(fields);
            assertThat(client.readBody(head).text()).isEqualTo("zzzzz");
        }
    }

    @Test
    void redactedCookiesAreNotServedOtherRedactedFieldsAre() throws Exception {
        Tape tape = Tape.post("/", "{}")
                .head(1, 200, "Set-Cookie", "<redacted:cookie:01234567>", "X-Org", "<redacted:value:01234567>")
                .end(3, Outcome.COMPLETE);
        try (Running running = Running.of(tape.named("a"));
                RawClient client = running.connect()) {
            Head head = client.post("/", "{}").readHead();
            assertThat(head.field("Set-Cookie")).isEmpty();
            assertThat(head.field("X-Org")).contains("<redacted:value:01234567>");
        }
    }

    @Test
    void aCutIsACut() throws Exception {
        for (Outcome outcome : List.of(
                Outcome.UPSTREAM_CLOSED, Outcome.TIMED_OUT, Outcome.CLIENT_CANCELLED, Outcome.RECORDER_STOPPED)) {
            Tape tape = Tape.post("/", "{}").stream(1)
                    .frame(2, "a\n\n")
                    .partial(3, "data: {\"ty")
                    .end(4, outcome);
            assertCut(tape, "a\n\ndata: {\"ty", Ending.FIN);
        }
    }

    @Test
    void aResetIsAResetAtTheSameByte() throws Exception {
        Tape tape = Tape.post("/", "{}").stream(1)
                .frame(2, "a\n\n")
                .partial(3, "data: {\"ty")
                .end(4, Outcome.UPSTREAM_RESET);
        assertCut(tape, "a\n\ndata: {\"ty", Ending.RESET);
    }

    @Test
    void aCutFallsShortOfItsLength() throws Exception {
        Tape tape = Tape.post("/", "{}")
                .head(1, 200, "Content-Length", "500")
                .body(2, "{\"a\"")
                .end(3, Outcome.UPSTREAM_CLOSED);
        assertCut(tape, "{\"a\"", Ending.FIN);
    }

    @Test
    void aRecordingThatDidNotEndIsCut() throws Exception {
        assertCut(Tape.post("/", "{}").stream(1).frame(2, "a\n\n"), "a\n\n", Ending.FIN);
    }

    @Test
    void aConnectionThatBrokeBeforeTheHeadBreaksBeforeTheHead() throws Exception {
        for (Outcome outcome : List.of(Outcome.UPSTREAM_CLOSED, Outcome.UPSTREAM_RESET)) {
            Tape tape = Tape.post("/", "{}").end(3, outcome);
            try (Running running = Running.of(tape.named("a"));
                    RawClient client = running.connect()) {
                assertThat(client.post("/", "{}").awaitEnd())
                        .isEqualTo(outcome == Outcome.UPSTREAM_RESET ? Ending.RESET : Ending.FIN);
            }
        }
    }

    @Test
    void headIsAnsweredWithTheRecordedLengthAndNoBody() throws Exception {
        Tape tape = Tape.request("HEAD", "/", "")
                .head(1, 200, "Content-Length", "500", "Content-Encoding", "gzip")
                .end(3, Outcome.COMPLETE);
        try (Running running = Running.of(tape.named("a"));
                RawClient client = running.connect()) {
            for (int i = 0; i < 2; i++) {
                Head head = client.send("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .readHead();
                assertThat(head.raw())
                        .isEqualTo("HTTP/1.1 200 Fine\r\nContent-Length: 500\r\nContent-Encoding: gzip\r\n\r\n");
            }
        }
    }

    @Test
    void answersWithoutABodyHaveNone() throws Exception {
        for (int status : List.of(204, 304)) {
            Tape tape =
                    Tape.request("GET", "/", "").head(1, status, "ETag", "x").end(3, Outcome.COMPLETE);
            try (Running running = Running.of(tape.named("a"));
                    RawClient client = running.connect()) {
                for (int i = 0; i < 2; i++) {
                    assertThat(client.get("/").readHead().raw())
                            .isEqualTo("HTTP/1.1 " + status + " Fine\r\nETag: x\r\n\r\n");
                }
            }
        }
    }

    @Test
    void interimAnswersAndTrailersAreServed() throws Exception {
        Tape tape = Tape.post("/", "{}")
                .line(new Entry.Interim(1, 103, Tape.fields("Link", "</a>")))
                .line(new Entry.Interim(1, 102, Tape.fields("X-Step", "2")))
                .head(2, 200, "Trailer", "X-Sum", "Transfer-Encoding", "chunked")
                .body(3, "a")
                .line(new Entry.Trailers(4, Tape.fields("X-Sum", "1")))
                .end(5, Outcome.COMPLETE);
        try (Running running = Running.of(tape.named("a"));
                RawClient client = running.connect()) {
            Head early = client.post("/", "{}").readHead();
            assertThat(early.status()).isEqualTo(103);
            assertThat(early.field("Link")).contains("</a>");
            Head processing = client.readHead();
            assertThat(processing.status()).isEqualTo(102);
            assertThat(processing.field("X-Step")).contains("2");
            Head head = client.readHead();
            assertThat(head.field("Trailer")).contains("X-Sum");
            assertThat(client.readBody(head).trailers()).isEqualTo("X-Sum: 1\r\n\r\n");
        }
    }

    @Test
    void anOldClientGetsABodyUpToTheClose() throws Exception {
        Tape tape = Tape.post("/", "{}").stream(1).frame(2, "a\n\n").end(3, Outcome.COMPLETE);
        try (Running running = Running.of(tape.named("a"));
                RawClient client = running.connect()) {
            Head head = client.send("POST / HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}")
                    .readHead();
            assertThat(head.field("Transfer-Encoding")).isEmpty();
            RawBody body = client.readBody(head);
            assertThat(body.text()).isEqualTo("a\n\n");
            assertThat(body.ending()).contains(Ending.FIN);
        }
    }

    @Test
    void anOldClientCanTellACutFromAnEnd() throws Exception {
        Tape tape = Tape.post("/", "{}").stream(1).frame(2, "a\n\n").end(3, Outcome.UPSTREAM_CLOSED);
        try (Running running = Running.of(tape.named("a"));
                RawClient client = running.connect()) {
            Head head = client.send("POST / HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}")
                    .readHead();
            RawBody body = client.readBody(head);
            assertThat(body.text()).isEqualTo("a\n\n");
            assertThat(body.ending()).contains(Ending.RESET);
        }
    }

    @Test
    void aClientThatAsksFirstIsToldToGoOn() throws Exception {
        Tape tape = Tape.post("/", "{}").stream(1).frame(2, "a\n\n").end(3, Outcome.COMPLETE);
        try (Running running = Running.of(tape.named("a"));
                RawClient client = running.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.readHead().status()).isEqualTo(100);
            assertThat(client.send("{}").readHead().status()).isEqualTo(200);
        }
    }

    private static void assertCut(Tape tape, String text, Ending ending) throws Exception {
        try (Running running = Running.of(tape.named("a"));
                RawClient client = running.connect()) {
            RawBody body = client.post("/", "{}").readBody(client.readHead());
            assertThat(body.text()).isEqualTo(text);
            assertThat(body.complete()).isFalse();
            assertThat(body.ending()).contains(ending);
        }
    }
}
