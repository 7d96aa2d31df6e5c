package dev.wiretape.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.wiretape.cli.findings.JsonFindings;
import dev.wiretape.message.Block;
import dev.wiretape.message.JsonFault;
import dev.wiretape.message.JsonProgress;
import dev.wiretape.message.MessageJson;
import dev.wiretape.message.MessageSnapshot;
import dev.wiretape.message.RawJson;
import dev.wiretape.timeline.BlockSpan;
import dev.wiretape.timeline.ExchangeReport;
import dev.wiretape.timeline.Timings;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What an exchange meant, as members of its JSON object. */
final class ReportJson {
    private final JsonGenerator json;
    private final boolean linesKnown;

    ReportJson(JsonGenerator json, boolean linesKnown) {
        this.json = json;
        this.linesKnown = linesKnown;
    }

    void write(ExchangeReport report) throws IOException {
        json.writeStringField("protocol", report.protocol().word());
        if (report.message().isPresent()) {
            message(report.message().get(), report.timings());
        } else {
            json.writeNullField("message");
        }
        new TimingsJson(json).write(report.timings());
        JsonFindings.findings(json, report, linesKnown);
    }

    private void message(MessageSnapshot message, Timings timings) throws IOException {
        json.writeFieldName("message");
        json.writeRawValue(MessageJson.of(message));
        json.writeArrayFieldStart("blocks");
        for (Block block : message.blocks()) {
            block(block, timings.blocks().get(block.position()));
        }
        json.writeEndArray();
        json.writeStringField("stop_reason", message.stopReason().orElse(null));
        json.writeObjectFieldStart("usage");
        for (Map.Entry<String, RawJson> stated : message.usage().stated().entrySet()) {
            json.writeFieldName(stated.getKey());
            json.writeRawValue(stated.getValue().text());
        }
        json.writeEndObject();
    }

    private void block(Block block, BlockSpan span) throws IOException {
        json.writeStartObject();
        json.writeNumberField("position", block.position());
        number("index", block.index());
        json.writeStringField("type", block.type());
        if (block.toolName().isPresent()) {
            json.writeStringField("tool", block.toolName().get());
        }
        json.writeBooleanField("open", block.open());
        json.writeNumberField("start_frame", span.startFrame());
        number("stop_frame", span.stopFrame());
        number("start", span.start());
        number("stop", span.stop());
        number("first_delta", span.firstDelta());
        number("last_delta", span.lastDelta());
        json.writeNumberField("deltas", span.deltas());
        json.writeNumberField("bytes", span.bytes());
        if (block.isToolUse()) {
            input(block.input());
        }
        json.writeEndObject();
    }

    private void input(JsonProgress input) throws IOException {
        json.writeObjectFieldStart("input");
        json.writeStringField("state", BlockWords.word(input.state()));
        json.writeStringField("path", input.path());
        json.writeNumberField("depth", input.depth());
        json.writeNumberField("fragments", input.fragments());
        json.writeStringField("text", input.text().toString());
        if (input.fault().isPresent()) {
            JsonFault fault = input.fault().get();
            json.writeObjectFieldStart("fault");
            json.writeNumberField("byte", fault.byteOffset());
            json.writeNumberField("fragment", fault.fragment());
            json.writeStringField("reason", fault.reason());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void number(String name, OptionalLong value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(name, value.getAsLong());
        }
    }

    private void number(String name, OptionalInt value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(name, value.getAsInt());
        }
    }
}
