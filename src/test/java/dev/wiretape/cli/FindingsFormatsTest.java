package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.wiretape.timeline.Rules;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What the formats of other tools' schemas require. */
@Timeout(60)
class FindingsFormatsTest {
    @TempDir
    private Path folder;

    /** A recording with an error in line 4 and one without. */
    private void recordings() throws IOException {
        String frame = Tape.frame(0, 900_000, "event: CONTROL\uFFFE\ndata: {\"type\":\"message_stop\"}\n\n");
        Tape.of(frame.replace("CONTROL", "\\u0001")).write(folder.resolve("a b.ndjson"));
        Files.writeString(
                folder.resolve("c.sse"),
                "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"usage\":{},"
                        + "\"stop_reason\":\"end_turn\"}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n",
                UTF_8);
    }

    private Invocation check(String format) throws IOException {
        recordings();
        return Invocation.in(folder, "check", "a b.ndjson", "c.sse", "-T", format)
                .exits(1);
    }

    @Test
    void jsonHasEveryFindingWithItsPlace() throws IOException {
        JsonNode json = new JsonMapper().readTree(check("json").out());

        assertThat(json.get("errors").asInt()).isPositive();
        assertThat(json.get("exchanges")).hasSize(2);
        JsonNode exchange = json.get("exchanges").get(0);
        assertThat(exchange.get("file").asText()).endsWith("a b.ndjson");
        assertThat(exchange.get("exchange").asInt()).isEqualTo(7);
        assertThat(exchange.get("protocol").asText()).isEqualTo("anthropic-messages");
        JsonNode finding = exchange.get("findings").get(0);
        assertThat(finding.get("rule").asText()).isEqualTo("event-name-differs");
        assertThat(finding.get("severity").asText()).isEqualTo("error");
        assertThat(finding.get("frame").asInt()).isZero();
        assertThat(finding.get("line").asInt()).isEqualTo(4);
        assertThat(finding.get("message").asText())
                .startsWith(finding.get("what").asText());
        assertThat(json.get("exchanges").get(1).get("findings")).isEmpty();
    }

    @Test
    void sarifHasWhatItsSchemaRequires() throws IOException {
        JsonNode sarif = new JsonMapper().readTree(check("sarif").out());

        assertThat(sarif.get("version").asText()).isEqualTo("2.1.0");
        assertThat(sarif.get("$schema").asText()).contains("sarif-2.1.0");
        JsonNode run = sarif.get("runs").get(0);
        JsonNode driver = run.get("tool").get("driver");
        assertThat(driver.get("name").asText()).isEqualTo("Wiretape");
        assertThat(driver.get("rules")).hasSize(Rules.all().size()).allSatisfy(rule -> {
            assertThat(rule.get("id").asText()).isNotEmpty();
            assertThat(rule.get("shortDescription").get("text").asText()).endsWith(".");
            assertThat(List.of("error", "warning", "note"))
                    .contains(rule.get("defaultConfiguration").get("level").asText());
        });
        assertThat(run.get("results")).isNotEmpty().allSatisfy(result -> {
            JsonNode rule = driver.get("rules").get(result.get("ruleIndex").asInt());
            assertThat(result.get("ruleId")).isEqualTo(rule.get("id"));
            assertThat(result.get("level"))
                    .isEqualTo(rule.get("defaultConfiguration").get("level"));
            assertThat(result.get("message").get("text").asText()).isNotEmpty();
            JsonNode place = result.get("locations").get(0).get("physicalLocation");
            assertThat(place.get("artifactLocation").get("uri").asText()).endsWith("a%20b.ndjson");
        });
        JsonNode place = run.get("results").get(0).get("locations").get(0).get("physicalLocation");
        assertThat(place.get("region").get("startLine").asInt()).isEqualTo(4);
    }

    @Test
    void junitHasASuiteForEachExchangeWithWhatItsSchemaRequires() throws Exception {
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(check("junit").outBytes()))
                .getDocumentElement();

        assertThat(root.getTagName()).isEqualTo("testsuites");
        List<Element> suites = children(root);
        assertThat(suites).hasSize(2).allSatisfy(suite -> {
            assertThat(suite.getTagName()).isEqualTo("testsuite");
            for (String required :
                    List.of("name", "package", "id", "timestamp", "hostname", "tests", "failures", "errors", "time")) {
                assertThat(suite.getAttribute(required)).as(required).isNotEmpty();
            }
            assertThat(suite.getAttribute("timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
            assertThat(children(suite).stream().map(Element::getTagName))
                    .containsExactly("properties", "testcase", "system-out", "system-err");
        });
        Element failed = children(suites.get(0)).get(1);
        assertThat(failed.getAttribute("name")).isEqualTo("exchange 7: POST /v1/messages");
        assertThat(suites.get(0).getAttribute("failures")).isEqualTo("1");
        Element failure = children(failed).get(0);
        assertThat(failure.getTagName()).isEqualTo("failure");
        assertThat(failure.getAttribute("type")).isEqualTo("event-name-differs");
        assertThat(failure.getTextContent()).contains("before-message-start");
        assertThat(children(children(suites.get(1)).get(1))).isEmpty();
    }

    private static List<Element> children(Element parent) {
        return IntStream.range(0, parent.getChildNodes().getLength())
                .mapToObj(parent.getChildNodes()::item)
                .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
                .map(Element.class::cast)
                .toList();
    }
}
