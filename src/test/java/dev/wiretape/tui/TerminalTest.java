package dev.wiretape.tui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.wiretape.testing.RawClient;
import dev.wiretape.testing.Script;
import dev.wiretape.testing.ScriptedUpstream;
import dev.wiretape.testing.TestRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real program in a real terminal: keys are sent, the screen is read. */
@Timeout(180)
class TerminalTest {
    private static final Path RECORDINGS = Path.of("recordings").toAbsolutePath();
    private static final List<String> TAB_NAMES =
            List.of("1 block", "2 message", "3 raw", "4 request", "5 response", "6 timing", "7 findings");
    private static final String SETTINGS = "stty -g";

    @TempDir
    private Path folder;

    private Tmux tmux;

    @BeforeEach
    void open() {
        assumeThat(Tmux.isThere())
                .as("tmux, without which no real terminal can be had")
                .isTrue();
        tmux = new Tmux(80, 24);
    }

    @AfterEach
    void close() {
        if (tmux != null) {
            tmux.close();
        }
    }

    /** The launcher's way to call it, without the launcher: that one has tests of its own. */
    private String command(String arguments) throws IOException {
        Path script = folder.resolve("wiretape");
        Files.writeString(
                script,
                "echo $$ > " + folder + "/pid; exec '" + System.getProperty("java.home")
                        + "/bin/java' -XX:+UseSerialGC -XX:TieredStopAtLevel=1"
                        + " -Xshare:auto -Dwiretape.terminal=true -cp '" + System.getProperty("java.class.path")
                        + "' dev.wiretape.cli.Main \"$@\"\n",
                UTF_8);
        return "sh " + script + " " + arguments;
    }

    private Tmux view(String arguments) throws IOException {
        return tmux.type(command("view " + arguments) + "; echo ended $?").press("Enter");
    }

    /** How many rows of the list tell how their exchange ended. */
    private static long ended(String screen) {
        return screen.lines()
                .filter(row ->
                        row.matches(".* (end_turn|max_tokens|tool_use|refusal|complete|.*upstream_rese.*)( .*)?"))
                .count();
    }

    @Test
    void oneLooksAroundAndLeavesTheTerminalAsItWas() throws IOException {
        tmux.type("clear; " + SETTINGS + " > " + folder + "/before").press("Enter");
        view(RECORDINGS.toString()).waitFor("14 exchanges").waitFor("max_tokens");
        assertThat(tmux.property("alternate_on")).isEqualTo("1");
        // The cursor stays with its exchange while others are still being read and sorted in above it.
        await().atMost(Duration.ofSeconds(60)).until(() -> ended(tmux.screen()) == 14);
        tmux.press("g", "j", "j", "j", "j", "Enter").waitFor("Timeline").waitFor("max-tokens");
        tmux.press("e").waitFor("input-cut");
        tmux.press("1").waitFor("never became JSON");
        tmux.press("/").type("plum cake").press("Enter").waitFor("hit for plum cake");
        tmux.press("q", "q").waitFor("14 exchanges");
        tmux.press("q").waitFor("ended 0");
        assertThat(tmux.property("alternate_on")).isEqualTo("0");
        assertThat(tmux.property("cursor_flag")).isEqualTo("1");
        assertThat(tmux.property("mouse_any_flag")).isEqualTo("0");
        tmux.type(SETTINGS + " | cmp - " + folder + "/before && echo UNCHANGED")
                .press("Enter")
                .waitFor("\nUNCHANGED");
    }

    @Test
    void pastedTextFiresNoKeys() throws IOException {
        view(RECORDINGS + "/plain-text.ndjson").waitFor("Timeline");
        tmux.paste("QQQ\nq").waitFor("pasted text was ignored");
        tmux.press("/").waitFor("text in frames").paste("lovely");
        tmux.waitFor("/lovely");
    }

    @Test
    void aResizeStormEndsInAWholeScreen() throws IOException {
        view(RECORDINGS + "/plain-text.ndjson").waitFor("Timeline");
        for (int i = 0; i < 30; i++) {
            tmux.resize(20 + i * 5, 5 + i);
        }
        tmux.resize(120, 40).waitFor("5 response");
        tmux.resize(20, 4).waitFor("too small");
        tmux.resize(80, 24).waitFor("? help");
    }

    @Test
    void aSignalRestoresTheTerminal() throws IOException {
        view(RECORDINGS + "/plain-text.ndjson").waitFor("Timeline");
        long pid = Long.parseLong(Files.readString(folder.resolve("pid"), UTF_8).strip());
        ProcessHandle viewer = ProcessHandle.of(pid).orElseThrow();
        viewer.destroy();
        tmux.waitFor("ended 143");
        assertThat(tmux.property("alternate_on")).isEqualTo("0");
        assertThat(tmux.property("cursor_flag")).isEqualTo("1");
    }

    @Test
    void whatIsRecordedElsewhereShowsAsItComes() throws IOException {
        List<String> lines = Files.readAllLines(RECORDINGS.resolve("thinking-then-text.ndjson"), UTF_8);
        Path file = folder.resolve("0001-messages.ndjson");
        Files.write(file, lines.subList(0, 10), UTF_8);
        view(file.toString()).waitFor("Timeline").waitFor("live");
        for (String line : lines.subList(10, lines.size())) {
            Files.writeString(file, line + "\n", UTF_8, StandardOpenOption.APPEND);
        }
        tmux.waitFor("complete").waitFor("end_turn");
    }

    @Test
    void nothingOfTheStreamIsAnEscape() throws IOException {
        List<String> lines = Files.readAllLines(RECORDINGS.resolve("plain-text.ndjson"), UTF_8);
        Path file = folder.resolve("hostile.ndjson");
        Files.writeString(
                file,
                String.join("\n", lines)
                                .replace("\\\"text\\\":\\\"", "\\\"text\\\":\\\"\\\\u001b]0;OWNED\\\\u0007\\\\u001b[2J")
                        + "\n",
                UTF_8);
        view(file.toString()).waitFor("Timeline");
        tmux.press("G").waitFor("]0;OWNED");
        assertThat(tmux.property("pane_title")).doesNotContain("OWNED");
        assertThat(tmux.screen()).contains("␛]0;OWNED␇␛[2J");
    }

    @Test
    void noSecretReachesTheScreen() throws Exception {
        String key = "c4n4ry9f3e7a1b5c2d";
        String said = "Your key is " + key + ".";
        Script answer = Script.stream(
                "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"model\":\"" + key
                        + "\",\"content\":[]}}\n\n",
                "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,"
                        + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n",
                delta(said.substring(0, 15)),
                delta(said.substring(15)));
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(answer);
                TestRecorder recorder = TestRecorder.inFrontOf(upstream.url(), folder.resolve("out"));
                RawClient client = RawClient.connect(recorder.port())) {
            client.send("POST /v1/messages?key=" + key + " HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: " + key
                    + "\r\nCookie: a=" + key + "\r\nContent-Length: " + key.length() + "\r\n\r\n" + key);
            client.readBody(client.readHead());
            Path tape = recorder.awaitEnded(1).get(0);
            view(tape.getParent().toString()).waitFor("1 exchange");
        }
        StringBuilder seen = new StringBuilder(tmux.screen());
        tmux.press("Enter").waitFor("Timeline").press("G", "Tab", "Tab", "Enter");
        for (String tab : List.of("1", "2", "3", "4", "5", "6", "7")) {
            tmux.press(tab).waitFor(TAB_NAMES.get(Integer.parseInt(tab) - 1));
            seen.append(tmux.colouredScreen());
        }
        assertThat(seen.toString()).contains("<redacted:").doesNotContain("c4n4ry", key.substring(6));
    }

    private static String delta(String text) {
        return "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{"
                + "\"type\":\"text_delta\",\"text\":\"" + text + "\"}}\n\n";
    }

    @Test
    void withoutATerminalItSaysWhatToDo() throws IOException {
        tmux.type(command("view " + RECORDINGS + " | cat; echo")).press("Enter");
        await().untilAsserted(() -> assertThat(tmux.screen().replace("\n", "")).contains("view needs a terminal"));
    }

    @Test
    void noColourIsSentWhereNoneIsWanted() throws IOException {
        tmux.type("export NO_COLOR=1; clear").press("Enter");
        view(RECORDINGS + "/plain-text.ndjson").waitFor("Timeline");
        assertThat(tmux.colouredScreen()).doesNotContainPattern("\u001b\\[[0-9;]*[34]8;[25]");
    }
}
