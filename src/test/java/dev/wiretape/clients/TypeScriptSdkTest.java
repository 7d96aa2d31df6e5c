package dev.wiretape.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code @anthropic-ai/sdk} in front of the recorder and without it, in one Node process. */
@Timeout(300)
class TypeScriptSdkTest {
    private static final Path FOLDER = Path.of("src", "test", "node");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void getsTheSameMessageOrErrorThroughTheRecorder(@TempDir Path folder) throws Exception {
        assumeTrue(nodeIsThere(), "no node on the PATH: the TypeScript SDK is not tested");
        assumeTrue(
                Files.isDirectory(FOLDER.resolve("node_modules/@anthropic-ai/sdk")),
                "no TypeScript SDK: cd src/test/node && npm ci");
        try (Routes routes = Routes.open(folder)) {
            List<JsonNode> results = run(routes);
            assertThat(results).as("results of the script").hasSameSizeAs(routes.paths());
            compare(results);
            routes.assertRecorded(results.stream()
                    .mapToInt(result -> result.path("direct").size())
                    .sum());
        }
    }

    private static void compare(List<JsonNode> results) {
        SoftAssertions softly = new SoftAssertions();
        for (JsonNode result : results) {
            String path = result.path("path").asText();
            for (Map.Entry<String, JsonNode> each : result.path("direct").properties()) {
                String run = each.getKey();
                JsonNode direct = each.getValue();
                JsonNode recorded = result.path("recorded").path(run);
                if (Routes.isReset(path)) {
                    softly.assertThat(direct.has("error") && recorded.has("error"))
                            .as("errors of %s %s", run, path)
                            .isTrue();
                } else {
                    softly.assertThat(recorded.toPrettyString())
                            .as("%s %s", run, path)
                            .isEqualTo(direct.toPrettyString());
                }
            }
        }
        softly.assertAll();
        assertThat(results)
                .as("messages that were assembled")
                .anyMatch(result -> result.path("direct").path("beta").has("message"));
    }

    private static List<JsonNode> run(Routes routes) throws IOException, InterruptedException {
        ObjectNode plan = JSON.createObjectNode();
        plan.putObject("routes").put("direct", routes.direct()).put("recorded", routes.recorded());
        ArrayNode asks = plan.putArray("asks");
        for (String path : routes.paths()) {
            ArrayNode apis = asks.addObject().put("path", path).putArray("apis");
            Routes.apis(path).forEach(apis::add);
        }
        Process node = new ProcessBuilder("node", "--max-old-space-size=256", "typescript-sdk.mjs")
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(node.getInputStream(), UTF_8))) {
            node.getOutputStream().write(JSON.writeValueAsBytes(plan));
            node.getOutputStream().close();
            List<JsonNode> results = lines.lines().map(TypeScriptSdkTest::parse).toList();
            assertThat(node.waitFor(30, TimeUnit.SECONDS)).as("node ends").isTrue();
            assertThat(node.exitValue()).as("node's exit code").isZero();
            return results;
        } finally {
            node.destroyForcibly();
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError("not JSON from the script: " + line, e);
        }
    }

    private static boolean nodeIsThere() throws InterruptedException {
        try {
            Process node = new ProcessBuilder("node", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return node.waitFor(20, TimeUnit.SECONDS) && node.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
