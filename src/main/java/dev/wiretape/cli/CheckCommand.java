package dev.wiretape.cli;

import dev.wiretape.cli.findings.FindingsWriter;
import dev.wiretape.cli.findings.JsonFindings;
import dev.wiretape.cli.findings.JunitFindings;
import dev.wiretape.cli.findings.SarifFindings;
import dev.wiretape.cli.findings.TextFindings;
import dev.wiretape.timeline.Rule;
import dev.wiretape.timeline.Rules;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code check}: the linter. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes: 0 no finding at or above the level, 1 findings, 2 usage, 65 no stream or damaged, 66 no such file.",
            "Streams of other protocols than the Messages API get the rules of HTTP and of event streams alone.",
            "",
            "Examples:",
            "  wiretape check last",
            "  wiretape check stream.sse --fail-on warning",
            "  curl -sN https://… | wiretape check - --fail-on error,frame-unterminated",
            "  wiretape check recordings/2026-11-20T14-03-12Z -T sarif > findings.sarif"
        })
final class CheckCommand implements Callable<Integer> {
    /** How findings are written. */
    enum Format {
        TEXT,
        JSON,
        JUNIT,
        SARIF
    }

    private final Surroundings surroundings;

    @Parameters(paramLabel = "PATH", arity = "0..*", description = Inputs.DESCRIPTION)
    private List<String> paths = new ArrayList<>();

    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL|RULE,…",
            defaultValue = "error",
            description =
                    "What makes the exit code 1: findings of this level (error, warning, info) and graver ones, and"
                            + " findings of these rules. Default: ${DEFAULT-VALUE}.")
    private String failOn;

    @Option(
            names = {"-T", "--format"},
            paramLabel = "text|json|junit|sarif",
            defaultValue = "TEXT",
            description = "How to write what was found. Default: text.")
    private Format format;

    @Option(names = "--json", description = "The same as -T json.")
    private boolean json;

    @Option(names = "--list-rules", description = "Lists all rules and ends.")
    private boolean listRules;

    @Option(
            names = "--explain",
            paramLabel = "RULE",
            description = "Says what a rule is and what clients do, and ends.")
    private Optional<String> explain = Optional.empty();

    CheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        FailOn fails = FailOn.parse(failOn);
        if (listRules) {
            Rules.all().forEach(this::list);
            return ExitCode.DONE;
        }
        if (explain.isPresent()) {
            explain(FailOn.rule(explain.get()));
            return ExitCode.DONE;
        }
        if (paths.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "PATH is missing; see 'wiretape check --help'");
        }
        FindingsWriter writer = writer(surroundings.out());
        Checking checking = new Checking(surroundings, fails, writer);
        paths.forEach(checking::check);
        writer.end();
        return checking.exitCode();
    }

    private FindingsWriter writer(PrintStream out) {
        return switch (json ? Format.JSON : format) {
            case TEXT -> new TextFindings(out);
            case JSON -> new JsonFindings(out);
            case JUNIT -> new JunitFindings(out);
            case SARIF -> new SarifFindings(out, Root.Version.number());
        };
    }

    private void list(Rule rule) {
        surroundings
                .out()
                .println(String.format(
                        Locale.ROOT,
                        "%-28s %-8s %-9s %s",
                        rule.name(),
                        rule.severity().word(),
                        rule.scope() == Rule.Scope.WIRE ? "any" : "messages",
                        rule.says()));
    }

    private void explain(Rule rule) {
        PrintStream out = surroundings.out();
        out.println(rule.name() + " (" + rule.severity().word() + ")");
        out.println("  Rule:    " + rule.says() + ".");
        out.println("  Clients: " + rule.clients() + ".");
        out.println("  For:     "
                + (rule.scope() == Rule.Scope.WIRE ? "any event stream" : "streams of the Messages API") + ".");
    }
}
