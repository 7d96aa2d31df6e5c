package dev.wiretape.cli;

import dev.wiretape.recording.DamagedRecordingException;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Line;
import dev.wiretape.recording.SessionFollower;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Shows a session's first exchange while it is recorded, from the recording alone. */
final class DemoScreen implements SessionFollower.Sink {
    /** Longer than any gap in a recording that is made for showing. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PrintStream out;
    private final Path session;
    private Optional<ExchangeText> text = Optional.empty();
    private boolean ended;

    DemoScreen(PrintStream out, Path session) {
        this.out = out;
        this.session = session;
    }

    /** Returns when the exchange has ended. */
    void follow() throws IOException {
        try (SessionFollower follower = new SessionFollower(session)) {
            while (!ended) {
                if (!follower.poll(this) && !follower.await(PATIENCE)) {
                    throw new CommandFailure(ExitCode.INTERNAL, "the stream of the demonstration stands still");
                }
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERNAL, "the demonstration was interrupted", e);
        }
    }

    @Override
    public void line(Path file, Line line) {
        if (line.entry() instanceof Entry.Header header) {
            text = Optional.of(
                    new ExchangeText(out, session.resolve(file.getFileName()).toString(), header, new SessionsSeen()));
        }
        text.orElseThrow().line(line);
        if (line.entry() instanceof Entry.End) {
            ended = true;
            text.orElseThrow().end();
        }
    }

    @Override
    public void damaged(DamagedRecordingException damage) {
        throw new CommandFailure(ExitCode.RECORDING_FAILED, damage.getMessage(), damage);
    }
}
