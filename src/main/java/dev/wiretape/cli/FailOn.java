package dev.wiretape.cli;

import dev.wiretape.timeline.Finding;
import dev.wiretape.timeline.Rule;
import dev.wiretape.timeline.Rules;
import dev.wiretape.timeline.Severity;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which findings make a check fail: those of a severity or a graver one, and those of rules by name. */
final class FailOn {
    private final Set<Rule> rules = new HashSet<>();
    private Optional<Severity> level = Optional.empty();

    private FailOn() {}

    /** Reads {@code warning}, {@code index-gap,stall}, {@code error,burst}, … */
    static FailOn parse(String words) {
        FailOn failOn = new FailOn();
        for (String word : words.split(",", -1)) {
            failOn.add(word.strip());
        }
        return failOn;
    }

    /** The rule called {@code name}; otherwise a usage error that names the nearest. */
    static Rule rule(String name) {
        return Rules.named(name).orElseThrow(() -> unknown(name, "rule", names()));
    }

    boolean fails(Finding finding) {
        return fails(finding.rule());
    }

    boolean fails(Rule rule) {
        return level.filter(rule.severity()::atLeast).isPresent() || rules.contains(rule);
    }

    private void add(String word) {
        Optional<Severity> severity = Severity.of(word);
        if (severity.isPresent()) {
            // Of several levels the mildest holds: it takes the graver ones in.
            level = Optional.of(level.filter(severity.get()::atLeast).orElse(severity.get()));
        } else {
            Stream<String> levels = Arrays.stream(Severity.values()).map(Severity::word);
            rules.add(Rules.named(word)
                    .orElseThrow(() -> unknown(word, "level or rule", Stream.concat(levels, names()))));
        }
    }

    private static Stream<String> names() {
        return Rules.all().stream().map(Rule::name);
    }

    private static CommandFailure unknown(String word, String what, Stream<String> known) {
        String guess =
                Nearest.to(word, known).map(n -> ", did you mean " + n + "?").orElse("");
        return new CommandFailure(
                ExitCode.USAGE, "unknown " + what + " '" + word + "'" + guess + "; see 'wiretape check --list-rules'");
    }
}
