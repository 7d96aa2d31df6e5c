package dev.wiretape.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code completion}: what makes a shell complete our commands and options. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  wiretape completion bash > ~/.local/share/bash-completion/completions/wiretape",
            "  source <(wiretape completion zsh)",
            "  wiretape completion fish > ~/.config/fish/completions/wiretape.fish"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "bash|zsh|fish",
            arity = "0..1",
            description = "The shell that is to complete. Default: what SHELL says, else bash.")
    private Optional<Dialect> dialect = Optional.empty();

    /** Shells that can be taught. */
    enum Dialect {
        BASH,
        ZSH,
        FISH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    CompletionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        CommandLine commands = new Commands(surroundings).all();
        String script = switch (dialect.orElseGet(this::usual)) {
            case BASH -> AutoComplete.bash("wiretape", commands);
            // The script is bash's, which zsh understands when it is told to.
            case ZSH -> "autoload -U +X compinit && compinit\n" + AutoComplete.bash("wiretape", commands);
            case FISH -> FishCompletion.of(commands.getCommandSpec());
        };
        surroundings.out().print(script);
        return ExitCode.DONE;
    }

    private Dialect usual() {
        String shell = surroundings.environment().getOrDefault("SHELL", "");
        for (Dialect each : Dialect.values()) {
            if (shell.endsWith("/" + each)) {
                return each;
            }
        }
        return Dialect.BASH;
    }
}
