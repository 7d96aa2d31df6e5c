package dev.wiretape.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wiretape.recording.fault.Fault;
import dev.wiretape.recording.fault.Faults;
import dev.wiretape.replay.FaultyReplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Claude Code as a client: its print mode, which tells of each event and of the end. */
final class ClaudeCode {
    private static final String PROGRAM = System.getProperty("wiretape.claude", "claude");

    private ClaudeCode() {}

    /** What it sees of each fault, and with the empty spec of none; some at a time, for it waits long between retries. */
    static Map<String, Future<ClientFaults.Seen>> all(Path recording, List<String> specs) {
        ExecutorService runs = Executors.newFixedThreadPool(6);
        Map<String, Future<ClientFaults.Seen>> seen = new LinkedHashMap<>();
        seen.put("", runs.submit(() -> run(recording, List.of())));
        specs.forEach(spec -> seen.put(spec, runs.submit(() -> run(recording, List.of(Fault.parse(spec))))));
        runs.shutdown();
        return seen;
    }

    /** Such as {@code 2.1.197}. */
    static String version() throws IOException {
        Process version = new ProcessBuilder(PROGRAM, "--version").start();
        return new String(version.getInputStream().readAllBytes(), UTF_8)
                .strip()
                .split(" ", 2)[0];
    }

    private static ClientFaults.Seen run(Path recording, List<Fault> faults) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("claude-home-");
        try (FaultyReplay replay = FaultyReplay.forAgents(recording, new Faults(faults, 7))) {
            ProcessBuilder builder = new ProcessBuilder(
                            PROGRAM,
                            "-p",
                            "Hello?",
                            "--output-format",
                            "stream-json",
                            "--verbose",
                            "--include-partial-messages")
                    .directory(home.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment()
                    .putAll(Map.of(
                            "HOME", home.toString(),
                            "ANTHROPIC_BASE_URL", replay.url(),
                            "ANTHROPIC_API_KEY", "not-a-key",
                            "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1",
                            "DISABLE_AUTOUPDATER", "1"));
            Process claude = builder.start();
            String out = new String(claude.getInputStream().readAllBytes(), UTF_8);
            claude.waitFor(10, TimeUnit.MINUTES);
            return seen(out, replay.answers());
        }
    }

    private static ClientFaults.Seen seen(String out, long answers) throws IOException {
        int events = 0;
        String text = "";
        String reported = "it said nothing of an end";
        for (String line : out.lines().toList()) {
            JsonNode message = new ObjectMapper().readTree(line);
            if (message.path("type").asText().equals("stream_event")) {
                events++;
                text += message.path("event").path("delta").path("text").asText();
            } else if (message.path("type").asText().equals("result")) {
                String result = message.path("result").asText();
                boolean failed = message.path("is_error").asBoolean();
                reported = failed ? ClientFaults.shortened(result.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1")) : "";
                // It may have asked again without streaming: then no event brought the text.
                text = failed ? text : result;
            }
        }
        return new ClientFaults.Seen(reported, events, text, answers);
    }
}
