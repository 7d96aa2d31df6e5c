package dev.wiretape.cli;

import dev.wiretape.replay.Pace;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of what plays at a pace. */
final class PaceOptions {
    @Option(
            names = {"-s", "--speed"},
            paramLabel = "N|max",
            defaultValue = "1",
            description = "How many times faster than recorded; max does not wait at all. Default: ${DEFAULT-VALUE}.")
    private String speed;

    @Option(
            names = {"-i", "--idle-time-limit"},
            paramLabel = "SEC",
            description = "Cuts longer gaps to this many recorded seconds.")
    private Optional<String> idleTimeLimit = Optional.empty();

    /** The pace that is asked for. */
    Pace pace() {
        return Speed.pace(speed, idleTimeLimit);
    }
}
