package dev.wiretape.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.wiretape.timeline.SessionExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Writes everything about recordings as JSON, exchange by exchange. */
final class ShowJson {
    private final Surroundings surroundings;

    ShowJson(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Writes them all; returns whether a line was damaged. */
    boolean print(List<Input> inputs) {
        boolean damaged = false;
        try (JsonGenerator json = new JsonMapper().createGenerator(surroundings.out())) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeArrayFieldStart("exchanges");
            SessionsSeen sessions = new SessionsSeen();
            for (Input input : inputs) {
                damaged |= new RecordingPass(surroundings)
                        .run(input, header -> new ExchangeJson(json, input, header, sessions));
            }
            json.writeEndArray();
            json.writeObjectFieldStart("sessions");
            for (Map.Entry<String, List<SessionExchange>> session :
                    sessions.several().entrySet()) {
                json.writeArrayFieldStart(session.getKey());
                for (SessionExchange exchange : session.getValue()) {
                    exchange(json, exchange, session.getValue());
                }
                json.writeEndArray();
            }
            json.writeEndObject();
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return damaged;
    }

    private static void exchange(JsonGenerator json, SessionExchange exchange, List<SessionExchange> all)
            throws IOException {
        json.writeStartObject();
        json.writeNumberField("exchange", exchange.seq());
        json.writeNumberField("start", exchange.start());
        if (exchange.end().isPresent()) {
            json.writeNumberField("end", exchange.end().getAsLong());
        }
        json.writeBooleanField("failed", exchange.failed());
        if (exchange.retryOf().isPresent()) {
            json.writeNumberField(
                    "retry_of", all.get(exchange.retryOf().getAsInt()).seq());
        }
        json.writeArrayFieldStart("concurrent");
        for (long number : SessionsSeen.numbers(all, exchange.concurrent())) {
            json.writeNumber(number);
        }
        json.writeEndArray();
        json.writeNumberField("frames", exchange.frames());
        json.writeNumberField("content_bytes", exchange.contentBytes());
        json.writeEndObject();
    }
}
