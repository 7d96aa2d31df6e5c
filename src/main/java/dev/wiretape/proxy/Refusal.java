package dev.wiretape.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.wiretape.access.Denial;
import dev.wiretape.recording.Field;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.Arrays;
import java.util.Optional;

/**
 * An answer of our own, in the API's error envelope so that SDKs show its message.
 *
 * @param status the HTTP status
 * @param type the envelope's error type
 * @param message in words, for a person
 * @param field one more header field
 */
record Refusal(int status, String type, String message, Optional<Field> field) {
    Refusal(int status, String type, String message) {
        this(status, type, message, Optional.empty());
    }

    /** For somebody who is not let in. */
    static Refusal of(Denial denial) {
        return new Refusal(
                denial.status(),
                denial.type(),
                denial.message(),
                denial.challenge().map(challenge -> new Field(challenge.name(), challenge.value())));
    }

    static Optional<Refusal> badRequest(String message) {
        return Optional.of(new Refusal(400, "invalid_request_error", message));
    }

    static Refusal badGateway(String message) {
        return new Refusal(502, "api_error", message);
    }

    /** The envelope. */
    byte[] body() {
        String quoted = new String(JsonStringEncoder.getInstance().quoteAsString("wiretape: " + message));
        return ("{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"" + quoted + "\"}}")
                .getBytes(UTF_8);
    }

    /** The whole message as HTTP/1.1, for a connection that is closed after it. */
    byte[] bytes() {
        byte[] body = body();
        byte[] head = ("HTTP/1.1 " + status + " "
                        + HttpResponseStatus.valueOf(status).reasonPhrase()
                        + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(US_ASCII);
        byte[] message = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, message, head.length, body.length);
        return message;
    }

    /** Sends it, where nothing was sent so far; the connection is closed if {@code last}. */
    void send(HttpServerRequest request, boolean last) {
        HttpServerResponse response = request.response();
        if (response.headWritten() || response.closed()) {
            return;
        }
        response.setStatusCode(status);
        response.headers().clear();
        response.headers().add("Content-Type", "application/json");
        field.ifPresent(more -> response.headers().add(more.name(), more.value()));
        boolean closed = last && request.version() != HttpVersion.HTTP_2;
        if (closed) {
            response.headers().add("Connection", "close");
        }
        response.end(Buffer.buffer(body()));
        if (closed) {
            request.connection().close();
        }
    }
}
