package dev.wiretape.cli;

import dev.wiretape.proxy.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code env}: what {@code run} sets, for a shell. */
@Command(
        name = "env",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Prints what 'run' sets for its program, for a recorder that 'wiretape record' started; give the",
            "same --listen, --target and --intercept as there.",
            "",
            "Examples:",
            "  wiretape env --listen 127.0.0.1:9000",
            "  eval \"$(wiretape env)\"",
            "  eval \"$(wiretape env --via proxy)\"",
            "  wiretape env --shell fish --via proxy | source",
            "  wiretape env --shell powershell | Invoke-Expression"
        })
final class EnvCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--via", paramLabel = "base-url|proxy", defaultValue = "base-url", description = Via.DESCRIPTION)
    private Way way;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:8787",
            description = "Where the recorder listens. Default: ${DEFAULT-VALUE}.")
    private String listen;

    @Option(names = "--target", paramLabel = "URL", description = "The recorder's --target, if it has one.")
    private Optional<String> target = Optional.empty();

    @Option(names = "--intercept", paramLabel = "HOST,…", description = "The recorder's --intercept, if it has one.")
    private List<String> intercept = new ArrayList<>();

    @Mixin
    private ShellOptions shell = new ShellOptions();

    EnvCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        ListenAddress address = ListenAddress.parse(listen);
        if (address.port() == 0) {
            throw new CommandFailure(ExitCode.USAGE, "--listen needs the port that the recorder printed, not 0");
        }
        Via via = new Via(surroundings);
        Map<String, String> variables = way == Way.BASE_URL
                ? via.baseUrl(address, address.port())
                : via.proxy(address, address.port(), target(), HostList.parse("--intercept", intercept));
        shell.print(surroundings, variables);
        return ExitCode.DONE;
    }

    private Target target() {
        try {
            return Target.parse(target.orElse(RecorderSettings.API));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage(), e);
        }
    }
}
