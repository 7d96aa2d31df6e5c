package dev.wiretape.cli.child;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class ShellTest {
    private static final List<String> VALUES = List.of(
            "",
            "plain",
            "two  words",
            "it's",
            "''",
            "\"$HOME\" `id` $(id) \\",
            "\\'",
            "a;b&c|d>e",
            "two\nlines",
            "umlaut ä, \u2018typographic\u2019, *?[x]~#!",
            "-n");

    @ParameterizedTest
    @EnumSource
    void aRealShellHandsOnEveryValueAsItIs(Shell shell) throws Exception {
        String program = switch (shell) {
            case SH -> "sh";
            case FISH -> "fish";
            case POWERSHELL -> "pwsh";
        };
        assumeTrue(installed(program), program + " is not installed");
        for (String value : VALUES) {
            Process process = new ProcessBuilder(program, "-c", shell.set("WIRETAPE_TEST", value) + "\nenv -0")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String environment = new String(process.getInputStream().readAllBytes(), UTF_8);

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(environment.split("\0")).contains("WIRETAPE_TEST=" + value);
        }
    }

    @Test
    void eachShellHasItsOwnQuotes() {
        assertThat(Shell.SH.set("A", "it's")).isEqualTo("export A='it'\\''s'");
        assertThat(Shell.FISH.set("A", "it's \\")).isEqualTo("set -gx A 'it\\'s \\\\'");
        assertThat(Shell.POWERSHELL.set("A", "it's \u2019")).isEqualTo("$env:A = 'it''s \u2019\u2019'");
    }

    @Test
    void theUsersOwnShellIsTheDefault() {
        assertThat(Shell.of(Map.of("SHELL", "/usr/bin/fish"), "Linux")).isEqualTo(Shell.FISH);
        assertThat(Shell.of(Map.of("SHELL", "/bin/zsh"), "Mac OS X")).isEqualTo(Shell.SH);
        assertThat(Shell.of(Map.of(), "Windows 11")).isEqualTo(Shell.POWERSHELL);
        assertThat(Shell.of(Map.of(), "Linux")).isEqualTo(Shell.SH);
    }

    private static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
