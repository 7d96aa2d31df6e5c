package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.wiretape.cli.Project.Ended;
import dev.wiretape.testing.IgnoredSignals;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code run} as a process: whose streams, signals and exit status are whose. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class RunProcessTest extends InAProject {
    @Test
    void theStandardStreamsAreThePrograms() throws Exception {
        byte[] bytes = new byte[100_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        Process run = run("cat; echo to standard error >&2");
        try (OutputStream in = run.getOutputStream()) {
            in.write(bytes);
        }

        assertThat(run.getInputStream().readAllBytes()).isEqualTo(bytes);
        assertThat(new String(run.getErrorStream().readAllBytes(), UTF_8))
                .startsWith("to standard error\nwiretape: nothing came through; sh seems not to read ")
                .hasLineCount(2);
        assertThat(run.waitFor()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "HUP", "INT"})
    void signalsReachTheProgramWhichDecidesWhatBecomesOfThem(String signal) throws Exception {
        assumeFalse(IgnoredSignals.include(signal), "this process ignores the signal");
        Process run =
                run("trap 'echo got " + signal + "; exit 9' " + signal + "; echo ready; while :; do sleep 0.1; done");
        BufferedReader out = run.inputReader(UTF_8);
        assertThat(out.readLine()).isEqualTo("ready");

        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(run.pid()))
                        .start()
                        .waitFor())
                .isZero();

        assertThat(out.readLine()).isEqualTo("got " + signal);
        assertThat(run.waitFor()).isEqualTo(9);
    }

    @Test
    void aProgramThatASignalEndsEndsLikeInAShell() throws Exception {
        assertThat(Project.end(run("kill -KILL $$")).code()).isEqualTo(137);
    }

    @Test
    void whatTheLauncherSetForItselfTheProgramDoesNotGet() throws Exception {
        project.environment().keySet().removeIf(name -> name.startsWith("MALLOC_"));
        project.environment().put("MALLOC_ARENA_MAX", "3");

        Ended run = Project.end(run("env"));

        assertThat(run.out().lines().filter(line -> line.startsWith("MALLOC_"))).containsExactly("MALLOC_ARENA_MAX=3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"base-url", "proxy"})
    void theProgramSeesWhatEnvPrints(String way) throws Exception {
        project.environment().put("NO_PROXY", "");
        Ended run = Project.end(run(
                "printf '%s|' \"$ANTHROPIC_BASE_URL$HTTPS_PROXY\"; cat \"${SSL_CERT_FILE:-/dev/null}\"", "--via", way));

        assertThat(run.out()).startsWith("http://127.0.0.1:");
        String root =
                Project.end(project.start(this.root, "./wiretape", "ca", "pem")).out();
        assertThat(run.out().contains(root)).isEqualTo(way.equals("proxy"));
    }

    private Process run(String script, String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of("./wiretape", "run", "--target", "http://127.0.0.1:9"));
        words.addAll(List.of(options));
        words.addAll(List.of("--", "sh", "-c", script));
        return project.start(root, words.toArray(String[]::new));
    }
}
