package dev.wiretape.cli;

import dev.wiretape.message.Block;
import dev.wiretape.message.MessageFold;
import dev.wiretape.message.MessageSnapshot;
import dev.wiretape.recording.DamagedRecordingException;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Line;
import dev.wiretape.recording.SessionFollower;
import dev.wiretape.sse.EventDecoder;
import dev.wiretape.timeline.Visible;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Shows a session's first exchange while it is recorded, from the recording alone, and then what it assembled into. */
final class DemoScreen implements SessionFollower.Sink {
    /** Longer than any gap in a recording that is made for showing. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PrintStream out;
    private final Path session;
    private final EventDecoder decoder = new EventDecoder();
    private final MessageFold message = new MessageFold();
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
        summary(message.snapshot());
    }

    @Override
    public void line(Path file, Line line) {
        Entry entry = line.entry();
        if (entry instanceof Entry.Header header) {
            text = Optional.of(new ExchangeText(out, session.resolve(file.getFileName()), header));
            return;
        }
        text.orElseThrow().add(entry);
        if (entry instanceof Entry.Frame frame) {
            decoder.decode(frame.raw().toBytes()).ifPresent(event -> message.apply((int) frame.n(), event));
        }
        if (entry instanceof Entry.End) {
            ended = true;
            text.orElseThrow().finish();
        }
    }

    @Override
    public void damaged(DamagedRecordingException damage) {
        throw new CommandFailure(ExitCode.RECORDING_FAILED, damage.getMessage(), damage);
    }

    private void summary(MessageSnapshot assembled) {
        for (Block block : assembled.blocks()) {
            out.println("block " + block.position() + ", " + Visible.of(block.type()) + ": "
                    + Count.of(block.deltas(), "delta"));
        }
        out.println("stop reason: " + Visible.of(assembled.stopReason().orElse("none stated")) + ", tokens: "
                + count(assembled.usage().inputTokens()) + " in, "
                + count(assembled.usage().outputTokens()) + " out");
        out.println();
    }

    private static String count(OptionalLong tokens) {
        return tokens.isPresent() ? Long.toString(tokens.getAsLong()) : "unknown";
    }
}
