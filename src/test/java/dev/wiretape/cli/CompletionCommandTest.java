package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CompletionCommandTest {
    @TempDir
    private Path folder;

    @Test
    void bashCompletesCommandsAndChoices() throws Exception {
        Path script = written("bash");

        assertThat(bash(script, "wiretape", "re")).contains("record", "replay").doesNotContain("run");
        assertThat(bash(script, "wiretape", "run", "--vi")).containsExactly("--via");
        assertThat(bash(script, "wiretape", "env", "--via", "")).containsExactly("base-url", "proxy");
        assertThat(bash(script, "wiretape", "ca", "p")).containsExactly("path", "pem");
    }

    @Test
    void fishCompletesCommandsAndChoices() throws Exception {
        Path script = written("fish");

        assertThat(fish(script, "wiretape re")).contains("record", "replay").doesNotContain("run");
        assertThat(fish(script, "wiretape run --vi")).containsExactly("--via");
        assertThat(fish(script, "wiretape env --via ")).containsExactly("base-url", "proxy");
    }

    @Test
    void everyCommandIsInEveryScript() {
        List<String> commands = Commands.words().toList();

        for (String shell : List.of("bash", "zsh", "fish")) {
            assertThat(Invocation.in(folder, "completion", shell).exits(0).out())
                    .as(shell)
                    .contains(commands);
        }
    }

    @Test
    void theUsersOwnShellIsTheDefault() {
        String fish = Invocation.in(folder, "completion", "fish").exits(0).out();

        assertThat(Invocation.withEnvironment(folder, Map.of("SHELL", "/usr/bin/fish"), "completion")
                        .exits(0)
                        .out())
                .isEqualTo(fish);
        assertThat(Invocation.in(folder, "completion", "tcsh").fails(2)).contains("bash|zsh|fish, not 'tcsh'");
    }

    private Path written(String shell) throws IOException {
        assumeTrue(installed(shell), shell + " is not installed");
        return Files.writeString(
                folder.resolve(shell),
                Invocation.in(folder, "completion", shell).exits(0).out());
    }

    private static List<String> bash(Path script, String... words) throws Exception {
        String code = "source \"$0\"; COMP_LINE=\"$*\"; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($#-1)); compopt() { :; };"
                + " _complete_wiretape; printf '%s\\n' \"${COMPREPLY[@]}\"";
        return output(Stream.concat(Stream.of("bash", "-c", code, script.toString()), Stream.of(words)));
    }

    private static List<String> fish(Path script, String line) throws Exception {
        return output(Stream.of("fish", "-c", "source " + script + "; complete -C '" + line + "'")).stream()
                .map(completion -> completion.split("\t", 2)[0])
                .toList();
    }

    private static List<String> output(Stream<String> command) throws Exception {
        Process process = new ProcessBuilder(command.toList())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return out.lines().toList();
    }

    private static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
