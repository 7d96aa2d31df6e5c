package dev.wiretape.cli;

import dev.wiretape.replay.Pace;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code play}: what was recorded, on standard output, at the recorded pace. */
@Command(
        name = "play",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Writes the frames as they stood on the wire, or with --text what they say; into a pipe each as it comes.",
            "The first one comes at once: time to the first byte is not waited for. Ctrl-C ends it.",
            "Damaged lines are reported and left out; the exit code is then 65.",
            "",
            "Examples:",
            "  wiretape play last",
            "  wiretape play 7 --text --speed 2",
            "  wiretape play 7 --from 10 --until 20 --idle-time-limit 1"
        })
final class PlayCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "PATH", description = Inputs.DESCRIPTION)
    private String path;

    @Mixin
    private PaceOptions pace = new PaceOptions();

    @Option(
            names = "--from",
            paramLabel = "N",
            defaultValue = "0",
            description = "The first frame to play, by its number. Default: ${DEFAULT-VALUE}.")
    private long from;

    @Option(names = "--until", paramLabel = "N", description = "The last frame to play. Default: the last there is.")
    private Optional<Long> until = Optional.empty();

    @Option(names = "--text", description = "Writes the message's text as it grew instead of the frames.")
    private boolean text;

    PlayCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Pace at = pace.pace();
        Playing.Range range = range();
        try (Inputs inputs = new Inputs(surroundings)) {
            Waiting waiting = new Waiting(surroundings.stop());
            boolean damaged = false;
            Playing.Played played = new Playing.Played();
            for (Input input : inputs.of(path)) {
                damaged |= new RecordingPass(surroundings)
                        .run(input, header -> new Playing(surroundings, range, at, waiting, words(), played));
            }
            played.check(range);
            return damaged ? ExitCode.DAMAGED : ExitCode.DONE;
        } catch (Waiting.Stopped e) {
            return e.exitCode();
        }
    }

    private Optional<Function<byte[], String>> words() {
        return text ? Optional.of(new SpokenText()) : Optional.empty();
    }

    private Playing.Range range() {
        long last = until.orElse(Long.MAX_VALUE);
        if (from < 0 || last < from) {
            String found = from + until.map(end -> " and " + end).orElse("");
            throw new CommandFailure(
                    ExitCode.USAGE, "--from and --until are frame numbers from 0, the smaller one first, not " + found);
        }
        return new Playing.Range(from, last);
    }
}
