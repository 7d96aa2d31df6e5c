package dev.wiretape.cli;

import dev.wiretape.cli.findings.CheckedExchange;
import dev.wiretape.cli.findings.FindingsWriter;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Line;
import dev.wiretape.timeline.ExchangeReport;
import dev.wiretape.timeline.Inspection;

/** Checks one path after the other; one that cannot be read does not keep the others from being checked. */
final class Checking {
    private final Surroundings surroundings;
    private final FailOn failOn;
    private final FindingsWriter writer;
    private boolean found;
    private int trouble = ExitCode.DONE;

    Checking(Surroundings surroundings, FailOn failOn, FindingsWriter writer) {
        this.surroundings = surroundings;
        this.failOn = failOn;
        this.writer = writer;
    }

    /** Checks every exchange of what {@code argument} means. */
    void check(String argument) {
        try (Inputs inputs = new Inputs(surroundings)) {
            for (Input input : inputs.of(argument)) {
                if (new RecordingPass(surroundings).run(input, header -> new Check(input, header))) {
                    trouble(ExitCode.DAMAGED);
                }
            }
        } catch (CommandFailure failure) {
            surroundings.out().flush();
            surroundings.err().println("wiretape: " + failure.getMessage() + ".");
            trouble(failure.exitCode());
        }
    }

    /** What could not be read weighs more than what was found elsewhere. */
    int exitCode() {
        return trouble != ExitCode.DONE ? trouble : found ? ExitCode.FINDINGS : ExitCode.DONE;
    }

    private void trouble(int code) {
        if (trouble == ExitCode.DONE) {
            trouble = code;
        }
    }

    /** The check of one exchange. */
    private final class Check implements RecordingPass.Visitor {
        private final Input input;
        private final Entry.Header header;
        private final Inspection inspection = new Inspection();
        private String request = "";

        Check(Input input, Entry.Header header) {
            this.input = input;
            this.header = header;
        }

        @Override
        public void line(Line line) {
            inspection.add(line);
            if (line.entry() instanceof Entry.Request asked) {
                request = asked.method() + " " + asked.url().replaceFirst("^[a-z]+://[^/]*", "");
            }
        }

        @Override
        public void end() {
            ExchangeReport report = inspection.report();
            CheckedExchange checked = new CheckedExchange(
                    input.name(),
                    header.seq(),
                    request,
                    header.at(),
                    report.timings().total().orElse(0) / 1e6,
                    !input.imported(),
                    report,
                    report.findings().stream().filter(failOn::fails).toList());
            found |= !checked.failing().isEmpty();
            writer.exchange(checked);
        }
    }
}
