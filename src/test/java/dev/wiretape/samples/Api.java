package dev.wiretape.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wiretape.testing.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** How the API puts an answer on the wire: its fields, its chunks, its codings. */
final class Api {
    static final String MODEL = "claude-sonnet-5";

    private static final String STREAM_FIELDS =
            "Content-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-cache\r\n";
    private static final String JSON_FIELDS = "Content-Type: application/json\r\n";

    private Api() {}

    /** An event stream that ends as it should. */
    static Script stream(int requestNumber, Duration untilHead, List<Timed> pieces) {
        return openStream(requestNumber, untilHead, pieces).lastChunk();
    }

    /** An event stream without its last chunk. */
    static Script openStream(int requestNumber, Duration untilHead, List<Timed> pieces) {
        return paced(streamHead(requestNumber, untilHead, ""), pieces);
    }

    /** An event stream that goes compressed over the wire, flushed with each chunk. */
    static Script gzipStream(int requestNumber, Duration untilHead, List<Timed> pieces) {
        String coding = "Content-Encoding: gzip\r\nVary: Accept-Encoding\r\n";
        return paced(streamHead(requestNumber, untilHead, coding), gzipped(pieces))
                .lastChunk();
    }

    /** A JSON answer. */
    static Script json(int requestNumber, Duration untilHead, String statusLine, String fields, String json) {
        byte[] body = json.getBytes(UTF_8);
        String length = "Content-Length: " + body.length + "\r\n";
        return Script.afterRequest()
                .pause(untilHead)
                .send("HTTP/1.1 " + statusLine + "\r\n" + common(requestNumber) + JSON_FIELDS + fields + length
                        + "\r\n")
                .send(body);
    }

    /** Rate-limit fields with so much left. */
    static String rateLimit(int requestsLeft, int inputTokensLeft) {
        return "anthropic-ratelimit-requests-limit: 50\r\nanthropic-ratelimit-requests-remaining: " + requestsLeft
                + "\r\nanthropic-ratelimit-requests-reset: 2026-11-20T14:04:00Z\r\n"
                + "anthropic-ratelimit-input-tokens-limit: 30000\r\nanthropic-ratelimit-input-tokens-remaining: "
                + inputTokensLeft + "\r\nanthropic-ratelimit-input-tokens-reset: 2026-11-20T14:04:00Z\r\n";
    }

    static String requestId(int requestNumber) {
        return "req_011CVwiretapeSample%04d".formatted(requestNumber);
    }

    private static Script streamHead(int requestNumber, Duration untilHead, String more) {
        return Script.afterRequest()
                .pause(untilHead)
                .send("HTTP/1.1 200 OK\r\n" + common(requestNumber) + STREAM_FIELDS + rateLimit(49, 29000) + more
                        + "Transfer-Encoding: chunked\r\n\r\n");
    }

    private static String common(int requestNumber) {
        return "Date: Fri, 20 Nov 2026 14:03:12 GMT\r\nrequest-id: " + requestId(requestNumber)
                + "\r\nanthropic-organization-id: 00000000-0000-4000-8000-000000000000\r\n";
    }

    private static Script paced(Script script, List<Timed> pieces) {
        Script paced = script;
        for (Timed chunk : joined(pieces)) {
            paced = chunk.gap().isZero() ? paced : paced.pause(chunk.gap());
            paced = paced.chunk(chunk.bytes());
        }
        return paced;
    }

    /** Pieces without a gap belong to the chunk before them. */
    private static List<Timed> joined(List<Timed> pieces) {
        List<Timed> chunks = new ArrayList<>();
        for (Timed piece : pieces) {
            if (chunks.isEmpty() || !piece.gap().isZero()) {
                chunks.add(piece);
            } else {
                Timed last = chunks.remove(chunks.size() - 1);
                ByteArrayOutputStream both = new ByteArrayOutputStream();
                both.writeBytes(last.bytes());
                both.writeBytes(piece.bytes());
                chunks.add(new Timed(last.gap(), both.toByteArray()));
            }
        }
        return chunks;
    }

    private static List<Timed> gzipped(List<Timed> pieces) {
        List<Timed> compressed = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out, true)) {
            for (Timed chunk : joined(pieces)) {
                gzip.write(chunk.bytes());
                gzip.flush();
                compressed.add(new Timed(chunk.gap(), out.toByteArray()));
                out.reset();
            }
            gzip.finish();
            compressed.add(new Timed(Duration.ofMillis(1), out.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed;
    }
}
