package dev.wiretape.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What an upstream does with one request; a value, each method returns a longer script. When all steps are done and
 * none has closed the connection, it is kept for the next request.
 *
 * @param steps in order
 */
public record Script(List<Step> steps) {
    /** The head of an event stream in chunked coding, as the API sends it. */
    public static final String EVENT_STREAM = """
            HTTP/1.1 200 OK\r
            Content-Type: text/event-stream; charset=utf-8\r
            Cache-Control: no-cache\r
            Transfer-Encoding: chunked\r
            \r
            """;

    public Script {
        steps = List.copyOf(steps);
    }

    /** Reads the whole request, then does what is added. */
    public static Script afterRequest() {
        return new Script(List.of(new Step.ReadBody()));
    }

    /** Does what is added as soon as the request's head is there; its body stays unread until {@link #readBody}. */
    public static Script afterHead() {
        return new Script(List.of());
    }

    /** Reads the request and answers with status, {@code Content-Length} and body; {@code fields} end in CRLF each. */
    public static Script answer(String statusLine, String fields, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        return afterRequest()
                .send("HTTP/1.1 " + statusLine + "\r\n" + fields + "Content-Length: " + bytes.length + "\r\n\r\n")
                .send(bytes);
    }

    /** Reads the request and answers with an event stream, one HTTP chunk for each of {@code chunks}, whole. */
    public static Script stream(String... chunks) {
        Script script = afterRequest().send(EVENT_STREAM);
        for (String chunk : chunks) {
            script = script.chunk(chunk);
        }
        return script.lastChunk();
    }

    /** {@link Step.Send} of ISO-8859-1 text: heads. */
    public Script send(String text) {
        return send(text.getBytes(ISO_8859_1));
    }

    /** {@link Step.Send}. */
    public Script send(byte[] bytes) {
        return then(new Step.Send(bytes));
    }

    /** One HTTP chunk (RFC 9112 §7.1) of UTF-8 text, in one write. */
    public Script chunk(String text) {
        return chunk(text.getBytes(UTF_8));
    }

    /** One HTTP chunk (RFC 9112 §7.1), in one write. */
    public Script chunk(byte[] bytes) {
        return send(framed(bytes));
    }

    /** The last chunk, without trailers. */
    public Script lastChunk() {
        return lastChunk("");
    }

    /** The last chunk with trailer fields, each ending in CRLF. */
    public Script lastChunk(String trailers) {
        return send("0\r\n" + trailers + "\r\n");
    }

    /** {@link Step.Flood} of one HTTP chunk. */
    public Script flood(byte[] chunk, int times) {
        return then(new Step.Flood(framed(chunk), times));
    }

    /** {@link Step.ReadBody}. */
    public Script readBody() {
        return then(new Step.ReadBody());
    }

    /** {@link Step.Expect} of ISO-8859-1 text. */
    public Script expect(String text) {
        return then(new Step.Expect(text.getBytes(ISO_8859_1)));
    }

    /** {@link Step.Await}. */
    public Script await(Gate gate) {
        return then(new Step.Await(gate));
    }

    /** {@link Step.Pause}. */
    public Script pause(Duration time) {
        return then(new Step.Pause(time));
    }

    /** {@link Step.ExpectClientClose}. */
    public Script expectClientClose() {
        return then(new Step.ExpectClientClose());
    }

    /** {@link Step.LetClientLeave}. */
    public Script letClientLeave() {
        return then(new Step.LetClientLeave());
    }

    /** {@link Step.Close}. */
    public Script close() {
        return then(new Step.Close());
    }

    /** {@link Step.HalfClose}. */
    public Script halfClose() {
        return then(new Step.HalfClose());
    }

    /** {@link Step.Reset}. */
    public Script reset() {
        return then(new Step.Reset());
    }

    /** This script and one more step. */
    public Script then(Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new Script(longer);
    }

    /** The bytes of one HTTP chunk: size line, data, line end. */
    public static byte[] framed(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 16);
        out.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(ISO_8859_1));
        out.writeBytes(bytes);
        out.writeBytes("\r\n".getBytes(ISO_8859_1));
        return out.toByteArray();
    }
}
