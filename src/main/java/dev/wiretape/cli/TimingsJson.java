package dev.wiretape.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.wiretape.timeline.Stall;
import dev.wiretape.timeline.Timings;
import java.io.IOException;
import java.util.OptionalLong;

/** The times of an exchange as a member of its JSON object, in µs; what is not known is left out. */
final class TimingsJson {
    private final JsonGenerator json;

    TimingsJson(JsonGenerator json) {
        this.json = json;
    }

    void write(Timings timings) throws IOException {
        json.writeObjectFieldStart("timings");
        if (timings.known()) {
            moments(timings);
            flow(timings);
        }
        json.writeNumberField("frames", timings.frames());
        json.writeEndObject();
    }

    private void moments(Timings timings) throws IOException {
        number("headers", timings.headers());
        number("first_byte", timings.firstByte());
        number("first_event", timings.firstEvent());
        number("first_content", timings.firstContent());
        number("first_text", timings.firstText());
        number("first_tool_byte", timings.firstToolByte());
        number("last_frame", timings.lastFrame());
        number("total", timings.total());
    }

    private void flow(Timings timings) throws IOException {
        json.writeObjectFieldStart("gaps");
        json.writeNumberField("count", timings.gaps().count());
        json.writeNumberField("p50", timings.gaps().p50());
        json.writeNumberField("p95", timings.gaps().p95());
        json.writeNumberField("max", timings.gaps().max());
        json.writeEndObject();
        json.writeNumberField("stall_count", timings.stallCount());
        json.writeArrayFieldStart("stalls");
        for (Stall stall : timings.stalls()) {
            stall(stall);
        }
        json.writeEndArray();
        if (timings.tokensPerSecond().isPresent()) {
            json.writeNumberField("tokens_per_second", timings.tokensPerSecond().getAsDouble());
        }
        json.writeObjectFieldStart("bursts");
        json.writeNumberField("count", timings.bursts().count());
        json.writeNumberField("frames", timings.bursts().frames());
        json.writeNumberField("largest", timings.bursts().largest());
        json.writeEndObject();
        json.writeNumberField("paused", timings.paused());
        json.writeNumberField("chunks", timings.chunks());
    }

    private void stall(Stall stall) throws IOException {
        json.writeStartObject();
        json.writeNumberField("from", stall.from());
        json.writeNumberField("to", stall.to());
        if (stall.frame().isPresent()) {
            json.writeNumberField("frame", stall.frame().getAsInt());
        }
        json.writeNumberField("pings", stall.pings());
        json.writeNumberField("paused", stall.paused());
        json.writeEndObject();
    }

    private void number(String name, OptionalLong t) throws IOException {
        if (t.isPresent()) {
            json.writeNumberField(name, t.getAsLong());
        }
    }
}
