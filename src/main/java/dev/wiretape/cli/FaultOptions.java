package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wiretape.recording.fault.Fault;
import dev.wiretape.recording.fault.FaultSyntaxException;
import dev.wiretape.recording.fault.Faults;
import dev.wiretape.timeline.Rule;
import dev.wiretape.timeline.Rules;
import dev.wiretape.timeline.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options {@code --fault} and {@code --seed}. */
final class FaultOptions {
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*");

    @Option(
            names = "--fault",
            paramLabel = "SPEC",
            description = {
                "Breaks answers on purpose: WHAT[@WHERE,...]; may be given several times. @FILE reads one SPEC a line; # begins a comment.",
                "WHAT: cut (ends early, cleanly), close, reset, stall=SEC[,pings], error=TYPE, status=CODE[,RETRY_AFTER],"
                        + " drop, duplicate, swap, corrupt, truncate-json, unknown-event, slice=BYTES[,SEC], coalesce,"
                        + " latency=SEC[,JITTER], bandwidth=KB/S, crlf.",
                "WHERE, all of which must hold: frame=N (from 0), byte=N, event=TYPE, delta=N (of each block, from 1) and block=K,"
                        + " t=SEC, tool[=NAME] (a tool use begins), stall[=SEC] (the frame after a silence),"
                        + " finding[=LEVEL|RULE], words of the viewer's filter (gap:>2s size:>4k tool: is:ping),"
                        + " nth=N (the n-th that fits), p=PROBABILITY, request=N (from 1).",
                "Such as: reset@frame=12, stall=5,pings@event=content_block_delta, status=529@request=1, drop@tool=save."
            })
    private List<String> specs = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Decides what faults leave to chance; the same seed breaks the same bytes."
                    + " Default: ${DEFAULT-VALUE}.")
    private long seed;

    /** The faults that are asked for. */
    Faults faults(RecordingPath paths) {
        try {
            List<Fault> faults = new ArrayList<>();
            for (String spec : specs) {
                if (spec.startsWith("@")) {
                    faults.addAll(inFile(spec.substring(1), paths));
                } else {
                    faults.add(Fault.parse(spec));
                }
            }
            for (Fault fault : faults) {
                checkFinding("--fault", fault.spec(), fault.finding());
            }
            return new Faults(faults, seed);
        } catch (FaultSyntaxException e) {
            throw refusal(e);
        }
    }

    /** Says what is wrong with a fault, and what was probably meant. */
    static CommandFailure refusal(FaultSyntaxException e) {
        return refusal("--fault", e);
    }

    /** Says what is wrong with the value of an option. */
    static CommandFailure refusal(String option, FaultSyntaxException e) {
        return new CommandFailure(ExitCode.USAGE, option + ": " + words(e), e);
    }

    /** What is wrong, and what was probably meant. */
    static String words(FaultSyntaxException e) {
        Optional<String> nearest = e.word().isEmpty() ? Optional.empty() : Nearest.to(e.word(), e.known().stream());
        String guess = nearest.map(word -> "; the nearest is " + word)
                .orElse(e.known().isEmpty() ? "" : "; there are " + String.join(", ", e.known()));
        return e.getMessage() + guess;
    }

    /** Refuses what {@code check} finds nowhere: a place in a stream can only be a level or a rule that there is. */
    static void checkFinding(String option, String spec, Optional<String> finding) {
        List<String> known = Stream.concat(
                        Arrays.stream(Severity.values()).map(Severity::word),
                        Rules.all().stream().map(Rule::name))
                .toList();
        if (finding.isPresent() && !known.contains(finding.get().toLowerCase(Locale.ROOT))) {
            String guess = Nearest.to(finding.get(), known.stream())
                    .map(word -> "the nearest is " + word)
                    .orElse("see 'wiretape check --list-rules'");
            throw new CommandFailure(
                    ExitCode.USAGE,
                    option + ": '" + spec + "' asks for a finding that is none, " + finding.get() + "; " + guess);
        }
    }

    private static List<Fault> inFile(String name, RecordingPath paths) {
        if (name.isBlank()) {
            throw new CommandFailure(ExitCode.USAGE, "--fault: '@' names no file; write --fault @FILE");
        }
        List<Fault> faults = new ArrayList<>();
        int number = 0;
        for (String line : lines(paths.readable(name))) {
            number++;
            String spec = COMMENT.matcher(line).replaceFirst("").strip();
            try {
                if (!spec.isEmpty()) {
                    faults.add(Fault.parse(spec));
                }
            } catch (FaultSyntaxException e) {
                throw new CommandFailure(
                        ExitCode.USAGE, "--fault: line " + number + " of " + name + ": " + words(e), e);
            }
        }
        return faults;
    }

    private static List<String> lines(Path file) {
        try {
            // What is not UTF-8 is no fault, and is shown as such.
            return new String(Files.readAllBytes(file), UTF_8).lines().toList();
        } catch (IOException e) {
            throw Unreadable.failure(file, e);
        }
    }
}
