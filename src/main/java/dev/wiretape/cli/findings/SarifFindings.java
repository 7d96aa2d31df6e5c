package dev.wiretape.cli.findings;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.wiretape.timeline.Finding;
import dev.wiretape.timeline.Rule;
import dev.wiretape.timeline.Rules;
import dev.wiretape.timeline.Severity;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/** SARIF 2.1.0 (OASIS), for code scanning: one run with all rules, a result per finding. */
public final class SarifFindings implements FindingsWriter {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private final JsonGenerator json;
    private final List<Rule> rules = Rules.all();

    /** Writes to {@code out}, which stays open; {@code version} is the program's. */
    public SarifFindings(PrintStream out, String version) {
        try {
            json = new JsonMapper().createGenerator(out);
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeStringField("$schema", SCHEMA);
            json.writeStringField("version", "2.1.0");
            json.writeArrayFieldStart("runs");
            json.writeStartObject();
            tool(version);
            json.writeStringField("columnKind", "unicodeCodePoints");
            json.writeArrayFieldStart("results");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tool(String version) throws IOException {
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "Wiretape");
        json.writeStringField("version", version);
        json.writeArrayFieldStart("rules");
        for (Rule rule : rules) {
            json.writeStartObject();
            json.writeStringField("id", rule.name());
            text("shortDescription", sentence(rule.says()));
            text("help", sentence(rule.clients()));
            json.writeObjectFieldStart("defaultConfiguration");
            json.writeStringField("level", level(rule.severity()));
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    @Override
    public void exchange(CheckedExchange exchange) {
        try {
            for (Finding finding : exchange.report().findings()) {
                result(finding, exchange);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void result(Finding finding, CheckedExchange exchange) throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", finding.rule().name());
        json.writeNumberField("ruleIndex", rules.indexOf(finding.rule()));
        json.writeStringField("level", level(finding.severity()));
        text("message", sentence(finding.message()));
        location(finding, exchange);
        json.writeObjectFieldStart("properties");
        json.writeNumberField("exchange", exchange.exchange());
        if (finding.frame().isPresent()) {
            json.writeNumberField("frame", finding.frame().getAsInt());
        }
        if (finding.block().isPresent()) {
            json.writeNumberField("block", finding.block().getAsInt());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void location(Finding finding, CheckedExchange exchange) throws IOException {
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", uri(exchange.name()));
        json.writeEndObject();
        if (exchange.linesKnown() && finding.line().isPresent()) {
            json.writeObjectFieldStart("region");
            json.writeNumberField("startLine", finding.line().getAsLong());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }

    @Override
    public void end() {
        try {
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void text(String name, String text) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    private static String sentence(String clause) {
        return clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1) + ".";
    }

    private static String level(Severity severity) {
        return severity == Severity.INFO ? "note" : severity.word();
    }

    /** A path as a relative or absolute URI reference (RFC 3986); what is no path as it is. */
    private static String uri(String path) {
        try {
            String slashes = path.replace('\\', '/');
            return slashes.startsWith("/")
                    ? new URI("file", "", slashes, null).toASCIIString()
                    : new URI(null, null, slashes, null).toASCIIString();
        } catch (URISyntaxException e) {
            return "unnamed";
        }
    }
}
