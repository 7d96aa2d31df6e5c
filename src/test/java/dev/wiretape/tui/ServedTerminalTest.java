package dev.wiretape.tui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.wiretape.testing.Head;
import dev.wiretape.testing.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay --tui} in a real terminal, with a real client. */
@Timeout(180)
class ServedTerminalTest {
    private static final Pattern URL = Pattern.compile("listening on http://127\\.0\\.0\\.1:(\\d+)");

    @TempDir
    private Path folder;

    @Test
    void aClientIsSteppedAndBrokenFromTheKeys() throws Exception {
        assumeThat(Tmux.isThere())
                .as("tmux, without which no real terminal can be had")
                .isTrue();
        try (Tmux tmux = new Tmux(120, 30)) {
            tmux.type(command() + "; echo ended $?").press("Enter").waitFor("no exchange yet");
            try (RawClient client = RawClient.connect(port(tmux.screen()))) {
                client.post("/v1/messages", "{\"stream\":true}");
                tmux.waitFor("held 0/").waitFor("next: event: message_start");
                tmux.press("Enter").waitFor("Timeline").press("o");
                Head head = client.readHead();
                assertThat(new String(client.readChunk().orElseThrow(), UTF_8)).startsWith("event: message_start");
                tmux.waitFor("held 1/").waitFor("message_start");
                tmux.press("b").waitFor("break:").type("reset@frame=0").press("Enter");
                tmux.waitFor("would hit nothing");
                tmux.press("b").waitFor("break:").type("error=overloaded_error").press("Enter");
                tmux.waitFor("what is still to come breaks");
                tmux.press("c");

                assertThat(client.readBody(head).text())
                        .startsWith("event: error")
                        .contains("overloaded_error");
                tmux.waitFor("overloaded_error");
            }
            tmux.press("Q").waitFor("ended 0");
            assertThat(tmux.property("alternate_on")).isEqualTo("0");
        }
    }

    private String command() throws IOException {
        Path script = folder.resolve("wiretape");
        String recording =
                Path.of("recordings/thinking-then-text.ndjson").toAbsolutePath().toString();
        Files.writeString(
                script,
                "exec '" + System.getProperty("java.home") + "/bin/java' -XX:+UseSerialGC -XX:TieredStopAtLevel=1"
                        + " -Dwiretape.terminal=true -cp '" + System.getProperty("java.class.path")
                        + "' dev.wiretape.cli.Main replay '" + recording
                        + "' --listen 127.0.0.1:0 -s max --step --tui\n",
                UTF_8);
        return "sh " + script;
    }

    private static int port(String screen) {
        Matcher url = URL.matcher(screen);
        assertThat(url.find()).as(screen).isTrue();
        return Integer.parseInt(url.group(1));
    }
}
