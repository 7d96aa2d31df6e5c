package dev.wiretape.cli;

import dev.wiretape.cli.child.Shell;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** In which shell's language variables are printed. */
final class ShellOptions {
    @Option(
            names = "--shell",
            paramLabel = "sh|fish|powershell",
            description = "The language to print in; sh is that of bash and zsh as well. Default: what SHELL says.")
    private Optional<Shell> shell = Optional.empty();

    void print(Surroundings surroundings, Map<String, String> variables) {
        Shell language = shell.orElseGet(() -> Shell.of(surroundings.environment(), System.getProperty("os.name", "")));
        variables.forEach((name, value) -> surroundings.out().println(language.set(name, value)));
    }
}
