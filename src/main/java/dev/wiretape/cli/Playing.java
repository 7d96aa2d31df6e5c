package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Line;
import dev.wiretape.replay.Pace;
import dev.wiretape.timeline.Visible;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Function;

/** Writes an exchange's body to an output at its pace, each piece at a deadline reckoned from the first one. */
final class Playing implements RecordingPass.Visitor {
    /** Which frames are played. */
    record Range(long from, long until) {
        boolean has(long frame) {
            return frame >= from && frame <= until;
        }
    }

    /** What there was to play, in all exchanges together. Not thread-safe. */
    static final class Played {
        private long frames;
        private boolean any;

        private void frame(long n) {
            frames = Math.max(frames, n + 1);
        }

        /** Fails where a range lies behind the last frame. */
        void check(Range range) {
            if (!any && range.from() >= frames && range.from() > 0) {
                String last = frames == 0 ? "there are no frames" : "the last frame is " + (frames - 1);
                throw new CommandFailure(ExitCode.USAGE, "--from " + range.from() + " is behind the end: " + last);
            }
        }
    }

    /** What is no stream is held so far, bytes. */
    static final int LARGEST = 64 << 20;

    private final PrintStream out;
    private final boolean terminal;
    private final Range range;
    private final Pace pace;
    private final Waiting waiting;
    private final Function<byte[], String> words;
    private final Played played;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private Optional<Long> first = Optional.empty();
    private Pace.Position position = Pace.Position.START;
    private long start;
    private boolean timed = true;

    /**
     * Plays one exchange.
     *
     * @param words what is written of a frame; empty where a frame is written as it is
     * @param played is told what there was
     */
    Playing(
            Surroundings surroundings,
            Range range,
            Pace pace,
            Waiting waiting,
            Optional<Function<byte[], String>> words,
            Played played) {
        this.played = played;
        this.out = surroundings.out();
        this.terminal = surroundings.terminal();
        this.range = range;
        this.pace = pace;
        this.waiting = waiting;
        this.words = words.orElse(null);
    }

    @Override
    public void line(Line line) {
        Entry entry = line.entry();
        if (entry instanceof Entry.Header header) {
            timed = header.timed();
        } else if (entry instanceof Entry.Frame frame) {
            frame(frame);
        } else if (entry instanceof Entry.Body body && range.from() == 0) {
            body(body.t(), body.bytes().toBytes());
        } else if (entry instanceof Entry.End && message.size() > 0) {
            print(SpokenText.ofMessage(message.toByteArray()));
        } else if (entry instanceof Entry.Partial partial && range.until() == Long.MAX_VALUE) {
            play(partial.t(), partial.raw().toBytes());
        }
    }

    @Override
    public void end() {
        out.flush();
    }

    private void frame(Entry.Frame frame) {
        played.frame(frame.n());
        if (range.has(frame.n())) {
            play(frame.t(), frame.raw().toBytes());
        }
    }

    /** What is no stream is spoken when it is whole. */
    private void body(long t, byte[] raw) {
        if (words == null) {
            play(t, raw);
            return;
        }
        if (message.size() + raw.length > LARGEST) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the answer is no stream and larger than " + (LARGEST >> 20)
                            + " MB, too large for --text: leave that out");
        }
        played.any = true;
        message.writeBytes(raw);
    }

    private void play(long t, byte[] raw) {
        played.any = true;
        waiting.check();
        await(timed ? t : 0);
        if (words != null) {
            print(words.apply(raw));
        } else if (terminal) {
            print(new String(raw, UTF_8));
        } else {
            out.write(raw, 0, raw.length);
        }
    }

    private void await(long t) {
        if (first.isEmpty()) {
            first = Optional.of(t);
            start = System.nanoTime();
        }
        position = pace.advance(position, t - first.get());
        long due = start + pace.nanos(position);
        if (due - System.nanoTime() > 0) {
            out.flush();
            waiting.until(due);
        }
    }

    /** On a terminal what the wire says never acts on it. */
    private void print(String text) {
        if (!terminal) {
            out.print(text);
            return;
        }
        for (int at = 0; at < text.length(); ) {
            int end = text.indexOf('\n', at);
            out.print(Visible.of(text.substring(at, end < 0 ? text.length() : end)));
            if (end >= 0) {
                out.print('\n');
            }
            at = end < 0 ? text.length() : end + 1;
        }
    }
}
