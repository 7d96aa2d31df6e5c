package dev.wiretape.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

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
            for (Input input : inputs) {
                damaged |= new RecordingPass(surroundings).run(input, header -> new ExchangeJson(json, input, header));
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return damaged;
    }
}
