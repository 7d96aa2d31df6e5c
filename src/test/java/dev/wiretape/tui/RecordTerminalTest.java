package dev.wiretape.tui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.wiretape.testing.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code record --tui} in a real terminal: a recorder, and a screen that is a process of its own. */
@Timeout(180)
class RecordTerminalTest {
    private static final Pattern URL = Pattern.compile("listening on http://127\\.0\\.0\\.1:(\\d+)");

    @TempDir
    private Path folder;

    private Tmux tmux;
    private int port;

    @BeforeEach
    void record() throws IOException {
        assumeThat(Tmux.isThere())
                .as("tmux, without which no real terminal can be had")
                .isTrue();
        tmux = new Tmux(100, 30);
        Path script = folder.resolve("wiretape");
        Files.writeString(
                script,
                "echo $$ > " + folder + "/pid; exec '" + System.getProperty("java.home")
                        + "/bin/java' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -Xmx64m"
                        + " -Dwiretape.terminal=true -Duser.home=" + folder + " -cp '"
                        + System.getProperty("java.class.path")
                        + "' dev.wiretape.cli.Main record --tui --listen 127.0.0.1:0 --target http://127.0.0.1:1 --out "
                        + folder + "/out\n",
                UTF_8);
        tmux.type("sh " + script + "; echo ended $?").press("Enter").waitFor("no exchange yet");
        port = port(tmux.screen());
    }

    @AfterEach
    void close() {
        if (tmux != null) {
            tmux.close();
        }
    }

    private static int port(String screen) {
        Matcher url = URL.matcher(screen);
        assertThat(url.find()).as("the port in %s", screen).isTrue();
        return Integer.parseInt(url.group(1));
    }

    /** A request to which the recorder has to say that nobody answers it. */
    private void ask() throws Exception {
        try (RawClient client = RawClient.connect(port)) {
            client.post("/v1/messages", "{\"stream\":true}");
            assertThat(client.readHead().status()).isEqualTo(502);
        }
    }

    private ProcessHandle recorder() throws IOException {
        long pid = Long.parseLong(Files.readString(folder.resolve("pid"), UTF_8).strip());
        return ProcessHandle.of(pid).orElseThrow();
    }

    private List<ProcessHandle> screens() throws IOException {
        return recorder().children().toList();
    }

    private void assertTheTerminalIsAsItWas() {
        assertTheScreenIsLeft();
        tmux.type("stty -a | tr ' ;' '\\n\\n' | grep -x -e icanon -e echo")
                .press("Enter")
                .waitFor("\nicanon\necho\n");
    }

    private void assertTheScreenIsLeft() {
        assertThat(tmux.property("alternate_on")).isEqualTo("0");
        assertThat(tmux.property("cursor_flag")).isEqualTo("1");
        assertThat(tmux.property("mouse_any_flag")).isEqualTo("0");
    }

    @Test
    void whatIsRecordedIsShownByAnotherProcessAndQuittingEndsBoth() throws Exception {
        List<ProcessHandle> screens = screens();
        assertThat(screens).hasSize(1);
        ask();
        tmux.waitFor("POST /v1/messages").waitFor("upstream_unre");

        tmux.press("q").waitFor("recorded 1 exchange").waitFor("ended 0");

        assertThat(screens.get(0).isAlive()).isFalse();
        assertTheTerminalIsAsItWas();
    }

    @Test
    void aScreenThatBreaksEndsNothingAndASignalDoes() throws Exception {
        screens().get(0).destroyForcibly();
        tmux.waitFor("the screen has broken").waitFor("listening on");
        assertTheScreenIsLeft();
        ask();

        tmux.press("C-c").waitFor("recorded 1 exchange").waitFor("ended 130");
    }

    @Test
    void aRecorderThatIsKilledTakesItsScreenWithIt() throws Exception {
        ProcessHandle screen = screens().get(0);

        recorder().destroyForcibly();

        // Whose terminal it is by now only the launcher, who still waits, could set it right again.
        await().atMost(Duration.ofSeconds(60)).until(() -> !screen.isAlive());
        assertTheScreenIsLeft();
    }

    @Test
    void aSignalToTheRecorderEndsBothInOrder() throws Exception {
        ask();
        tmux.waitFor("upstream_unre");

        recorder().destroy();

        tmux.waitFor("recorded 1 exchange").waitFor("ended 143");
        assertTheTerminalIsAsItWas();
    }
}
