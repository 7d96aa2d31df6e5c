package dev.wiretape.cli;

import dev.wiretape.recording.RecordingReader;
import dev.wiretape.recording.fault.FaultSyntaxException;
import dev.wiretape.recording.fault.Faults;
import dev.wiretape.recording.fault.Sights;
import dev.wiretape.recording.fault.Trial;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code export}: a recording in another shape. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "  message    the assembled message as JSON, one line per exchange: what was on the wire, not what an SDK makes of",
            "             it. Where the stream broke off, as far as it came; where the answer was none, as it stands",
            "  events     one line per event, {\"event\":…,\"data\":…,\"id\":…}, as the HTML standard dispatches them",
            "  sse        the decoded body, byte for byte",
            "  recording  the recording itself, line for line, but for a torn end",
            "  har        a HAR 1.2 for browsers and other tools, the events of streams with their times in it",
            "  curl       the command that sends the request once more, with $ANTHROPIC_API_KEY for what was not recorded",
            "",
            "Damaged lines are reported and left out (not of 'recording'); the exit code is then 65.",
            "",
            "Examples:",
            "  wiretape export last -T message | jq .content",
            "  wiretape export 7 -T sse -o stream.sse",
            "  wiretape export session.har -T recording -o found.ndjson",
            "  wiretape export 7 -T recording --fault reset@frame=12 -o broken.ndjson",
            "  wiretape export last -T har -o session.har"
        })
final class ExportCommand implements Callable<Integer> {
    /** What is written. */
    enum Shape {
        MESSAGE,
        EVENTS,
        SSE,
        RECORDING,
        HAR,
        CURL
    }

    private final Surroundings surroundings;

    @Parameters(paramLabel = "PATH", description = Inputs.DESCRIPTION)
    private String path;

    @Option(
            names = {"-T", "--format"},
            required = true,
            paramLabel = "message|events|sse|recording|har|curl",
            description = "What to write.")
    private Shape shape;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Where to write it; the file must not exist. Default: standard output.")
    private Optional<String> out = Optional.empty();

    @Mixin
    private FaultOptions faultOptions = new FaultOptions();

    private Faults faults = Faults.NONE;
    private Queue<Sights> sights = new ArrayDeque<>();
    private int exchanges;
    private boolean anyRecording;

    ExportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        faults = faultOptions.faults(new RecordingPath(surroundings));
        if (shape != Shape.RECORDING && !faults.faults().isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--fault makes recordings: give -T recording, and export the result again");
        }
        try (Inputs inputs = new Inputs(surroundings)) {
            List<Input> from = inputs.of(path);
            sights = SightsPass.over(from, faults);
            tryFaults(from);
            if (out.isEmpty()) {
                return export(from, surroundings.out());
            }
            try (OutputStream file = new BufferedOutputStream(create(out.get()))) {
                return export(from, file);
            }
        }
    }

    /** A fault that hits nothing would be kept for one that does. */
    private void tryFaults(List<Input> from) {
        if (!faults.faults().isEmpty()) {
            Trial trial = new Trial(faults);
            Queue<Sights> seen = new ArrayDeque<>(sights);
            from.forEach(input ->
                    RecordingPass.quiet().run(input, header -> new TrialPass(trial, SightsPass.next(seen))));
            try {
                trial.check();
            } catch (FaultSyntaxException e) {
                throw FaultOptions.refusal(e);
            }
        }
    }

    private OutputStream create(String name) {
        Path file = new RecordingPath(surroundings).path(name);
        try {
            return PrivateFile.create(file);
        } catch (IOException e) {
            String why = e instanceof FileAlreadyExistsException ? "it is there already" : Unreadable.words(e);
            throw new CommandFailure(
                    ExitCode.CANNOT_CREATE, "cannot create " + file + ": " + why + "; give another -o", e);
        }
    }

    private int export(List<Input> from, OutputStream to) throws IOException {
        if (shape == Shape.RECORDING && faults.faults().isEmpty()) {
            return lines(from, to);
        }
        if (shape == Shape.HAR) {
            try (HarExport har = new HarExport(to, Root.Version.number())) {
                int code = visit(from, header -> new HarExchange(har, header));
                if (har.isEmpty()) {
                    nothing();
                }
                return code;
            }
        }
        ExportOutput output = new ExportOutput(to);
        int code = visit(from, header -> visitor(output, to));
        if (output.isEmpty()) {
            nothing();
        }
        return code;
    }

    /** All that has a line's end, damaged or not: behind a torn end the next recording would not begin with a line. */
    private int lines(List<Input> from, OutputStream to) throws IOException {
        boolean damaged = false;
        for (Input input : from) {
            RecordingPass pass = new RecordingPass(surroundings);
            damaged |= pass.run(input, header -> RecordingPass.NOBODY);
            if (!pass.foundNoRecording()) {
                copy(input, to);
            }
        }
        return damaged ? ExitCode.DAMAGED : ExitCode.DONE;
    }

    private static void copy(Input input, OutputStream to) throws IOException {
        long left = wholeLines(input);
        try (InputStream in = Files.newInputStream(input.file())) {
            byte[] piece = new byte[1 << 16];
            while (left > 0) {
                int read = in.read(piece, 0, (int) Math.min(piece.length, left));
                if (read < 0) {
                    throw new EOFException(input.name() + " became shorter while it was copied");
                }
                to.write(piece, 0, read);
                left -= read;
            }
        }
    }

    /** How many bytes they have. */
    private static long wholeLines(Input input) throws IOException {
        try (RecordingReader reader = RecordingReader.open(input.file())) {
            long end;
            do {
                end = reader.position();
            } while (reader.advance());
            return end;
        }
    }

    private int visit(List<Input> from, RecordingPass.Visitors visitors) {
        boolean damaged = false;
        for (Input input : from) {
            RecordingPass pass = new RecordingPass(surroundings);
            damaged |= pass.run(input, visitors);
            anyRecording |= !pass.foundNoRecording();
        }
        return damaged ? ExitCode.DAMAGED : ExitCode.DONE;
    }

    private void nothing() {
        if (!anyRecording) {
            // Which was said.
            return;
        }
        if (shape == Shape.MESSAGE) {
            throw new CommandFailure(
                    ExitCode.DAMAGED, path + " holds no message of the Messages API, neither streamed nor whole");
        }
        if (shape == Shape.CURL || shape == Shape.HAR) {
            throw new CommandFailure(ExitCode.DAMAGED, path + " holds no request, and this format begins with one");
        }
    }

    private RecordingPass.Visitor visitor(ExportOutput output, OutputStream to) {
        exchanges++;
        if (shape == Shape.SSE && exchanges > 1) {
            throw new CommandFailure(
                    ExitCode.USAGE, path + " holds several exchanges, and a body is that of one; name one recording");
        }
        return switch (shape) {
            case MESSAGE -> new MessageExport(output);
            case EVENTS -> new EventsExport(output);
            case SSE -> new BodyExport(output);
            case CURL -> new CurlExport(output);
            case RECORDING -> new FaultyExport(to, faults.run(exchanges, SightsPass.next(sights)));
            case HAR -> throw new IllegalStateException("A HAR is one whole");
        };
    }
}
