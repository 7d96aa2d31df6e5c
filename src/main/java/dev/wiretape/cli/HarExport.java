package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Outcome;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Writes a HAR 1.2, one entry per exchange, with the events of a stream as Chrome saves them
 * ({@code _eventSourceMessages}) and what ended it as Chrome names that ({@code _error}). Programs that read HARs take
 * them whole, so an exchange is gathered before it is written.
 */
final class HarExport implements Closeable {
    private final JsonGenerator json;
    private final String version;
    private boolean begun;

    HarExport(OutputStream to, String version) throws IOException {
        this.version = version;
        json = new JsonFactory()
                .createGenerator(to, JsonEncoding.UTF8)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
                .useDefaultPrettyPrinter();
    }

    /** Whether no exchange had a place in it; then nothing is written at all. */
    boolean isEmpty() {
        return !begun;
    }

    private void begin() throws IOException {
        begun = true;
        json.writeStartObject();
        json.writeObjectFieldStart("log");
        json.writeStringField("version", "1.2");
        json.writeObjectFieldStart("creator");
        json.writeStringField("name", "wiretape");
        json.writeStringField("version", version);
        json.writeEndObject();
        json.writeArrayFieldStart("entries");
    }

    /** Adds an exchange; one without a request has no place in a HAR. */
    void add(HarExchange exchange) throws IOException {
        if (exchange.request().isEmpty()) {
            return;
        }
        if (!begun) {
            begin();
        }
        long head = exchange.response().map(Entry.Response::t).orElse(exchange.duration());
        json.writeStartObject();
        json.writeStringField("startedDateTime", exchange.at());
        json.writeNumberField("time", millis(exchange.duration()));
        request(exchange.request().get(), exchange);
        response(exchange);
        json.writeObjectFieldStart("cache");
        json.writeEndObject();
        json.writeObjectFieldStart("timings");
        json.writeNumberField("send", 0);
        json.writeNumberField("wait", millis(head));
        json.writeNumberField("receive", millis(exchange.duration() - head));
        json.writeEndObject();
        messages(exchange.messages());
        json.writeEndObject();
    }

    /** Ends the HAR; what it was written to stays open. */
    @Override
    public void close() throws IOException {
        if (begun) {
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
            json.writeRaw('\n');
        }
        json.close();
    }

    private void request(Entry.Request request, HarExchange exchange) throws IOException {
        json.writeObjectFieldStart("request");
        json.writeStringField("method", request.method());
        json.writeStringField("url", request.url());
        head(request.http(), request.headers());
        json.writeArrayFieldStart("queryString");
        json.writeEndArray();
        byte[] body = exchange.requestBody();
        json.writeNumberField("bodySize", body.length);
        if (body.length > 0) {
            json.writeObjectFieldStart("postData");
            json.writeStringField("mimeType", type(request.headers()));
            text(body);
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** Where none came, status 0, as browsers write it. */
    private void response(HarExchange exchange) throws IOException {
        Optional<Entry.Response> response = exchange.response();
        List<Field> headers = response.map(Entry.Response::headers).orElse(List.of());
        byte[] body = exchange.responseBody();
        json.writeObjectFieldStart("response");
        json.writeNumberField("status", response.map(Entry.Response::status).orElse(0));
        json.writeStringField("statusText", response.map(Entry.Response::reason).orElse(""));
        head(response.map(Entry.Response::http).orElse(""), headers);
        json.writeStringField("redirectURL", Field.first(headers, "location").orElse(""));
        json.writeNumberField("bodySize", -1);
        json.writeObjectFieldStart("content");
        json.writeNumberField("size", body.length);
        json.writeStringField("mimeType", type(headers));
        if (body.length > 0) {
            text(body);
        }
        json.writeEndObject();
        Optional<String> error = exchange.outcome().flatMap(HarExport::error);
        if (error.isPresent()) {
            json.writeStringField("_error", error.get());
        }
        json.writeEndObject();
    }

    private void head(String http, List<Field> headers) throws IOException {
        json.writeStringField("httpVersion", http.isEmpty() ? "" : "HTTP/" + http);
        json.writeArrayFieldStart("cookies");
        json.writeEndArray();
        json.writeArrayFieldStart("headers");
        for (Field field : headers) {
            json.writeStartObject();
            json.writeStringField("name", field.name());
            json.writeStringField("value", field.value());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("headersSize", -1);
    }

    private void messages(List<HarExchange.Message> messages) throws IOException {
        if (messages.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("_eventSourceMessages");
        for (HarExchange.Message message : messages) {
            json.writeStartObject();
            json.writeNumberField("time", BigDecimal.valueOf(message.micros(), 6));
            json.writeStringField("eventName", message.event().type());
            json.writeStringField("eventId", message.event().lastEventId());
            json.writeStringField("data", message.event().data());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void text(byte[] body) throws IOException {
        try {
            json.writeStringField(
                    "text", UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException notText) {
            json.writeStringField("text", Base64.getEncoder().encodeToString(body));
            json.writeStringField("encoding", "base64");
        }
    }

    private static String type(List<Field> headers) {
        return Field.first(headers, "content-type").orElse("");
    }

    private static BigDecimal millis(long micros) {
        return BigDecimal.valueOf(micros, 3);
    }

    private static Optional<String> error(Outcome outcome) {
        return switch (outcome) {
            case COMPLETE -> Optional.empty();
            case UPSTREAM_CLOSED -> Optional.of("net::ERR_INCOMPLETE_CHUNKED_ENCODING");
            case UPSTREAM_RESET -> Optional.of("net::ERR_CONNECTION_RESET");
            case UPSTREAM_UNREACHABLE -> Optional.of("net::ERR_CONNECTION_REFUSED");
            case TIMED_OUT -> Optional.of("net::ERR_TIMED_OUT");
            case CLIENT_CANCELLED, RECORDER_STOPPED -> Optional.of("net::ERR_ABORTED");
        };
    }
}
