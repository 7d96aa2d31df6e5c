package dev.wiretape.replay;

import dev.wiretape.recording.DamagedRecordingException;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.Payload;
import dev.wiretape.recording.fault.FaultRun;
import dev.wiretape.recording.fault.Faults;
import dev.wiretape.recording.fault.Step;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Turns the lines of an exchange into cues, holding no more than one chunk, as far as the lines can be read. Ends with a {@link Cue.Finish} whatever the
 * lines say: what was not seen to end is cut, never ended cleanly.
 */
final class CueReader implements Closeable {
    private final Entries entries;
    private final FaultRun faults;
    private final Queue<Cue> ready = new ArrayDeque<>();
    private final ChunkJoiner joiner = new ChunkJoiner(this::emit);
    private List<Field> trailers = List.of();
    private boolean headed;
    private boolean finished;
    private long arrival;
    private long last;
    private long delay;

    /** The cues as they were recorded. */
    CueReader(Entries entries) {
        this(entries, Faults.NONE.run(1));
    }

    /** The cues as faults leave them. */
    CueReader(Entries entries, FaultRun faults) {
        this.entries = entries;
        this.faults = faults;
    }

    /** The next cue, or empty after the finish. */
    Optional<Cue> next() throws IOException {
        while (ready.isEmpty() && !finished) {
            try {
                Optional<Entry> entry = entries.next();
                if (entry.isPresent()) {
                    read(entry.get());
                } else {
                    cut();
                }
            } catch (DamagedRecordingException e) {
                damaged(e);
            }
        }
        return Optional.ofNullable(ready.poll());
    }

    @Override
    public void close() throws IOException {
        entries.close();
    }

    private void cut() {
        faults.rest().forEach(this::take);
        if (!finished) {
            finish(last + arrival, Cue.Ending.CUT);
        }
    }

    /** Bytes are missing here: what comes behind them is not what was sent. */
    private void damaged(DamagedRecordingException damage) {
        faults.rest().forEach(this::take);
        if (!finished) {
            emit(new Cue.Damage(last + arrival, String.valueOf(damage.getMessage())));
            finish(last + arrival, Cue.Ending.CUT);
        }
    }

    private void read(Entry entry) {
        if (faults.isHarmless() || entry instanceof Entry.Request || entry instanceof Entry.Upload) {
            take(entry);
        } else {
            faults.step(entry).forEach(this::take);
        }
    }

    private void take(Step step) {
        if (step.delay() != delay) {
            delay = step.delay();
            joiner.flush();
            emit(new Cue.Delay(last + arrival, delay));
        }
        take(step.entry());
    }

    private void take(Entry entry) {
        if (entry instanceof Entry.Request request) {
            arrived(request.t());
        } else if (entry instanceof Entry.Upload upload) {
            arrived(upload.t());
        } else if (entry instanceof Entry.Interim interim) {
            emit(new Cue.Interim(interim.t(), interim.status(), interim.headers()));
        } else if (entry instanceof Entry.Response response) {
            head(response);
        } else if (entry instanceof Entry.Frame frame) {
            headFor(frame.t());
            joiner.add(frame.raw(), frame.parts(), frame.t());
        } else if (entry instanceof Entry.Partial partial) {
            headFor(partial.t());
            joiner.add(partial.raw(), partial.parts(), partial.t());
        } else if (entry instanceof Entry.Body body) {
            body(body);
        } else if (entry instanceof Entry.Trailers fields) {
            trailers = fields.fields();
        } else if (entry instanceof Entry.End end) {
            end(end);
        }
    }

    /** Answers are timed from the request's last byte; what comes up after the answer began no longer counts. */
    private void arrived(long t) {
        if (!headed && last == 0) {
            arrival = Math.max(arrival, t);
        }
    }

    private void head(Entry.Response response) {
        headed = true;
        emit(new Cue.Head(response.t(), response));
    }

    private void body(Entry.Body body) {
        headFor(body.t());
        if (body.encoded()) {
            // Here the recorder could not decode the body any more, nor could the client then: it breaks here.
            finish(body.t(), Cue.Ending.CUT);
        } else {
            joiner.add(body.bytes(), body.parts(), body.t());
        }
    }

    /** An imported body may have no head: it was a stream. */
    private void headFor(long t) {
        if (!headed) {
            head(response(t, 200, "OK", "text/event-stream; charset=utf-8"));
        }
    }

    private void end(Entry.End end) {
        Optional<Outcome> outcome = end.outcome();
        boolean unreachable = outcome.equals(Optional.of(Outcome.UPSTREAM_UNREACHABLE));
        if (unreachable && !headed) {
            head(response(end.t(), 502, "Bad Gateway", "application/json"));
            joiner.add(Payload.of(ErrorEnvelope.of("api_error", end.reason())), List.of(), end.t());
        }
        finish(end.t(), unreachable ? Cue.Ending.CLEAN : ending(outcome));
    }

    private static Cue.Ending ending(Optional<Outcome> outcome) {
        if (outcome.equals(Optional.of(Outcome.COMPLETE))) {
            return Cue.Ending.CLEAN;
        }
        return outcome.equals(Optional.of(Outcome.UPSTREAM_RESET)) ? Cue.Ending.RESET : Cue.Ending.CUT;
    }

    private void finish(long t, Cue.Ending ending) {
        joiner.flush();
        finished = true;
        emit(new Cue.Finish(t, ending, trailers));
    }

    private void emit(Cue cue) {
        if (!(cue instanceof Cue.Chunk)) {
            joiner.flush();
        }
        last = Math.max(last, cue.t() - arrival);
        ready.add(cue.at(last));
    }

    private static Entry.Response response(long t, int status, String reason, String type) {
        List<Field> headers = List.of(new Field("Content-Type", type));
        return new Entry.Response(t, status, reason, "1.1", headers, Optional.empty(), false);
    }
}
