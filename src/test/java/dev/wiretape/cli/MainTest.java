package dev.wiretape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MainTest {
    @TempDir
    private Path folder;

    @Test
    void helpNamesEveryCommand() {
        String help = Invocation.in(folder, "--help").exits(0).out();

        assertThat(help)
                .contains(
                        "record",
                        "proxy",
                        "run",
                        "replay",
                        "ls",
                        "show",
                        "demo",
                        "env",
                        "ca",
                        "doctor",
                        "completion",
                        "diff");
    }

    @Test
    void nothingAtAllAsksForHelp() {
        assertThat(Invocation.in(folder).exits(0).out())
                .isEqualTo(Invocation.in(folder, "--help").exits(0).out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"record", "replay", "ls", "show", "demo", "env", "ca", "doctor", "completion", "diff", "prune"})
    void everyCommandHasHelpWithExamples(String command) {
        String help = Invocation.in(folder, command, "--help").exits(0).out();

        assertThat(help).startsWith("Usage: wiretape " + command).contains("Examples:\n  wiretape " + command);
        assertThat(Invocation.in(folder, "help", command).exits(0).out()).isEqualTo(help);
    }

    @Test
    void theAliasIsTheCommand() {
        assertThat(Invocation.in(folder, "proxy", "--help").exits(0).out()).contains("--target");
    }

    @Test
    void theVersionIsOneLine() {
        assertThat(Invocation.in(folder, "--version").exits(0).out()).matches("wiretape \\S+\\n");
    }

    @Test
    void anUnknownOptionIsRefusedWithTheNearestOne() {
        assertThat(Invocation.in(folder, "record", "--lisen", "127.0.0.1:0").fails(2))
                .contains("unknown option '--lisen', did you mean --listen?");
    }

    @Test
    void anUnknownCommandIsRefusedWithTheNearestOne() {
        assertThat(Invocation.in(folder, "recrod", "--target", "x").fails(2))
                .contains("unknown command 'recrod', did you mean record?");
    }

    @Test
    void whatResemblesNothingGetsNoGuess() {
        assertThat(Invocation.in(folder, "xyzzy").fails(2)).contains("unknown command 'xyzzy';");
    }

    @Test
    void aMissingArgumentIsNamed() {
        assertThat(Invocation.in(folder, "show").fails(2)).contains("PATH is missing");
    }

    @Test
    void oneArgumentTooManyIsNamed() {
        assertThat(Invocation.in(folder, "show", "a", "b").fails(2)).contains("'b' is one argument too many");
    }

    @Test
    void helpOnATerminalIsColoured() {
        assertThat(Invocation.onTerminal(folder, Map.of("TERM", "xterm"), "--help")
                        .exits(0)
                        .out())
                .contains("\033[");
    }

    @Test
    void noEscapeCodesWhereTheyAreNotWanted() {
        assertThat(Invocation.in(folder, "--help").exits(0).out()).doesNotContain("\033");
        assertThat(Invocation.onTerminal(folder, Map.of("NO_COLOR", "1"), "--help")
                        .exits(0)
                        .out())
                .doesNotContain("\033");
        assertThat(Invocation.onTerminal(folder, Map.of("TERM", "dumb"), "--help")
                        .exits(0)
                        .out())
                .doesNotContain("\033");
    }
}
