package dev.wiretape.replay;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Serves one recording to one client: each cue at its deadline, reckoned from the arrival of the request; what is late,
 * because the client or the machine was slow, goes at once and in order. Lives on the client's event loop.
 */
final class Playback {
    /** So many cues at most before other clients of the loop have their turn. */
    private static final int TURN = 64;
    /** What is so late, ns, may leave together with what is late as well. */
    private static final long JOINED = 1_000_000;

    private final Context context;
    private final Pacer pacer;
    private Pace pace;
    private final Lateness lateness;
    private final Reading reading;
    private final Answer answer;
    private final long start;
    private long delay;
    private Optional<Scene> scene = Optional.empty();
    private boolean held;
    private long heldSince;
    private long faultDelay;
    private final Consumer<Throwable> failed;
    private final CueQueue ahead = new CueQueue();
    private Pace.Position position = Pace.Position.START;
    private Optional<Reel> reel = Optional.empty();
    private Optional<Pacer.Alarm> alarm = Optional.empty();
    private boolean fetching;
    private boolean over;

    /**
     * Prepares a playback.
     *
     * @param start when the request had arrived, on the pacer's clock
     * @param failed told if the recording cannot be read or sent on; the client is cut off then
     */
    Playback(Context context, Replaying replaying, Answer answer, long start, Consumer<Throwable> failed) {
        this.context = context;
        this.pacer = replaying.pacer();
        this.pace = replaying.pace();
        this.lateness = new Lateness(pacer, replaying.punctuality());
        this.reading = replaying.reading();
        this.answer = answer;
        this.start = start;
        this.failed = failed;
    }

    /** Begins with cues that are all there. */
    void play(List<Cue> cues) {
        ahead.add(cues);
        turn();
    }

    /** Begins with cues that are read batch by batch; closes {@code cues} at the end. */
    void play(Reel cues) {
        reel = Optional.of(cues);
        fetch();
    }

    /** Begins with the cues of a scene, which may hold them. */
    void play(Scene within) {
        scene = Optional.of(within);
        within.plays(this);
        play(within.cues());
    }

    /** Holds it where it is; from any thread. */
    void pause() {
        context.runOnContext(go -> {
            if (!over && !held) {
                cancelAlarm();
                hold();
            }
        });
    }

    /** Has it go on, later by the time it was held, once {@code allow} says how far, or fails; from any thread. */
    Future<Void> resume(Runnable allow) {
        return attempt(() -> {
            allow.run();
            if (held && !over) {
                held = false;
                scene.ifPresent(within -> within.held(false));
                delay += pacer.now() - heldSince;
            }
        });
    }

    /** Has the next frame go now, whenever it is due, after {@code allow} has said how many may; from any thread. */
    void step(Runnable allow) {
        context.runOnContext(go -> {
            allow.run();
            if (!over) {
                held = false;
                scene.ifPresent(within -> within.held(false));
                ahead.rest().stream()
                        .filter(Cue.Chunk.class::isInstance)
                        .findFirst()
                        .ifPresent(frame ->
                                delay += pacer.now() - start - delay - pace.nanos(pace.advance(position, frame.t())));
                turn();
            }
        });
    }

    /** Goes on at another speed, from where it is; from any thread. */
    void speed(double factor) {
        context.runOnContext(go -> {
            Pace other = new Pace(factor, pace.idleLimit());
            // What was sent without waiting was due when it was sent.
            long due = pace.waits() ? start + delay + pace.nanos(position) : held ? heldSince : pacer.now();
            delay = due - start - other.nanos(position);
            pace = other;
            turn();
        });
    }

    /** Breaks what is still to come; from any thread. Fails where the fault is none or would hit nothing. */
    Future<Void> insert(String spec) {
        return attempt(() -> {
            List<Cue> rest = scene.orElseThrow().insert(spec, ahead.rest(), pace.speed());
            ahead.clear();
            ahead.add(rest);
            answer.breaks(spec);
        });
    }

    private Future<Void> attempt(Runnable change) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(go -> {
            try {
                change.run();
                done.complete();
                turn();
            } catch (IllegalArgumentException e) {
                done.fail(e);
            }
        });
        return done.future();
    }

    /** Ends the answer now, whatever was recorded; from any thread. */
    void finish(Cue.Ending ending) {
        context.runOnContext(go -> {
            if (!over) {
                answer.breaks(ending.fault());
                write(new Cue.Finish(position.recorded(), ending, List.of()), pacer.now());
            }
        });
    }

    /** It is over, or the client is gone: nothing is sent, kept or waited for any longer. */
    void stop() {
        over = true;
        cancelAlarm();
        ahead.clear();
        closeReel();
    }

    private void turn() {
        cancelAlarm();
        if (!held) {
            sendWhatIsDue();
            answer.flush();
            lateness.flushed();
        }
    }

    private void sendWhatIsDue() {
        Optional<Cue> cue = ahead.peek();
        for (int sent = 0; !over && cue.isPresent(); sent++) {
            Pace.Position next = pace.advance(position, cue.get().t());
            long due = start + delay + pace.nanos(next);
            long late = pacer.now() - due;
            if (late < 0) {
                alarm = Optional.of(pacer.at(due, context, () -> {
                    alarm = Optional.empty();
                    turn();
                }));
                return;
            }
            if (cue.get() instanceof Cue.Chunk && scene.filter(Scene::stopsHere).isPresent()) {
                hold();
                return;
            }
            if (sent == TURN) {
                context.runOnContext(go -> turn());
                return;
            }
            if (answer.isFull()) {
                answer.whenDrained(this::turn);
                return;
            }
            if (pace.waits() && late > JOINED) {
                answer.join();
            }
            position = next;
            ahead.remove();
            send(cue.get(), due);
            cue = ahead.peek();
        }
    }

    private void hold() {
        held = true;
        heldSince = pacer.now();
        scene.ifPresent(within -> within.held(true));
    }

    private void send(Cue cue, long due) {
        if (cue instanceof Cue.Delay later) {
            delay += TimeUnit.MICROSECONDS.toNanos(later.micros() - faultDelay);
            faultDelay = later.micros();
        } else if (cue instanceof Cue.Damage damage) {
            failed.accept(new IOException(damage.why()));
        } else {
            write(cue, due);
        }
        if (!over && ahead.isLow()) {
            fetch();
        }
    }

    private void write(Cue cue, long due) {
        try {
            answer.send(cue);
        } catch (IllegalArgumentException e) {
            fail(e);
            return;
        }
        if (cue instanceof Cue.Chunk) {
            if (pace.waits() && answer.isJoining()) {
                lateness.joined(due);
            } else if (pace.waits()) {
                lateness.sent(due);
            }
            scene.ifPresent(Scene::passed);
        } else if (cue instanceof Cue.Finish) {
            stop();
        }
    }

    private void fetch() {
        if (fetching || reel.isEmpty()) {
            return;
        }
        fetching = true;
        Reel source = reel.get();
        reading.read(context, source::next, batch -> {
            fetching = false;
            if (!over && batch.failed()) {
                fail(batch.cause());
            } else if (!over) {
                fetched(batch.result());
            }
        });
    }

    private void fetched(List<Cue> batch) {
        ahead.add(batch);
        if (batch.isEmpty() || batch.get(batch.size() - 1) instanceof Cue.Finish) {
            closeReel();
        }
        turn();
    }

    private void fail(Throwable cause) {
        stop();
        answer.cut();
        failed.accept(cause);
    }

    private void cancelAlarm() {
        alarm.ifPresent(Pacer.Alarm::cancel);
        alarm = Optional.empty();
    }

    private void closeReel() {
        reel.ifPresent(source -> {
            try {
                source.close();
            } catch (IOException e) {
                failed.accept(e);
            }
        });
        reel = Optional.empty();
    }
}
