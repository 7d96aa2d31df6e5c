package dev.wiretape.cli.findings;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.wiretape.timeline.ExchangeReport;
import dev.wiretape.timeline.Finding;
import dev.wiretape.timeline.Rule;
import dev.wiretape.timeline.Severity;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;

/** {@code {"exchanges":[{…,"findings":[…]}],"errors":1,"warnings":0,"infos":3}}. */
public final class JsonFindings implements FindingsWriter {
    private final JsonGenerator json;
    private final Map<Severity, Long> counts = new EnumMap<>(Severity.class);

    /** Writes to {@code out}, which stays open. */
    public JsonFindings(PrintStream out) {
        try {
            json = new JsonMapper().createGenerator(out);
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeArrayFieldStart("exchanges");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void exchange(CheckedExchange exchange) {
        for (Severity severity : Severity.values()) {
            counts.merge(severity, exchange.count(severity), Long::sum);
        }
        try {
            json.writeStartObject();
            json.writeStringField("file", exchange.name());
            json.writeNumberField("exchange", exchange.exchange());
            json.writeStringField("protocol", exchange.report().protocol().word());
            findings(json, exchange.report(), exchange.linesKnown());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The members {@code findings} and {@code unlisted}, which says how often a rule was broken more. */
    public static void findings(JsonGenerator json, ExchangeReport report, boolean linesKnown) throws IOException {
        json.writeArrayFieldStart("findings");
        for (Finding finding : report.findings()) {
            finding(json, finding, linesKnown);
        }
        json.writeEndArray();
        unlisted(json, report);
    }

    private static void finding(JsonGenerator json, Finding finding, boolean linesKnown) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", finding.rule().name());
        json.writeStringField("severity", finding.severity().word());
        if (finding.frame().isPresent()) {
            json.writeNumberField("frame", finding.frame().getAsInt());
        }
        if (finding.block().isPresent()) {
            json.writeNumberField("block", finding.block().getAsInt());
        }
        if (linesKnown && finding.line().isPresent()) {
            json.writeNumberField("line", finding.line().getAsLong());
        }
        json.writeStringField("what", finding.what());
        json.writeStringField("message", finding.message());
        json.writeEndObject();
    }

    private static void unlisted(JsonGenerator json, ExchangeReport report) throws IOException {
        json.writeObjectFieldStart("unlisted");
        for (Rule rule : report.counts().keySet()) {
            if (report.unlisted(rule) > 0) {
                json.writeNumberField(rule.name(), report.unlisted(rule));
            }
        }
        json.writeEndObject();
    }

    @Override
    public void end() {
        try {
            json.writeEndArray();
            for (Severity severity : Severity.values()) {
                json.writeNumberField(severity.word() + "s", counts.getOrDefault(severity, 0L));
            }
            json.writeEndObject();
            json.writeRaw('\n');
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
