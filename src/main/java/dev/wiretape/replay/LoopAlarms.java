package dev.wiretape.replay;

import io.netty.channel.EventLoop;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The deadlines of one event loop, with one timer for all of them. To wake up costs more than to send a chunk: where
 * deadlines lie close to each other, a loop that has just been awake sleeps for a while and then does all that has become
 * due. Where they do not, nothing waits. Confined to its loop.
 */
final class LoopAlarms {
    /** What lies between two times at which a loop wakes up at least, ns; nothing gets later by more than that. */
    private static final long NAP = 150_000;
    /** So many tasks at most before the loop looks at its sockets. */
    private static final int TURN = 64;

    private final EventLoop loop;
    private final BooleanSupplier open;
    private final Deadlines deadlines = new Deadlines();
    private OptionalLong timer = OptionalLong.empty();
    private long awake = System.nanoTime() - NAP;

    /**
     * None yet.
     *
     * @param open whether tasks are to be run at all
     */
    LoopAlarms(EventLoop loop, BooleanSupplier open) {
        this.loop = loop;
        this.open = open;
    }

    /** Has a task run when its time has come. */
    Pacer.Alarm at(long nanos, Runnable task) {
        Deadlines.Alarm alarm = deadlines.add(nanos, task);
        wakeInTime();
        return () -> deadlines.remove(alarm);
    }

    private void wakeInTime() {
        OptionalLong next = deadlines.next();
        if (next.isEmpty()) {
            return;
        }
        long nanos = next.getAsLong() - awake < NAP ? awake + NAP : next.getAsLong();
        if (timer.isEmpty() || nanos - timer.getAsLong() < 0) {
            timer = OptionalLong.of(nanos);
            var unused = loop.schedule(() -> wake(nanos), nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private void wake(long nanos) {
        if (timer.isEmpty() || timer.getAsLong() != nanos) {
            // One for an earlier deadline has come in between.
            return;
        }
        awake = System.nanoTime();
        for (int done = 0; done < TURN && open.getAsBoolean(); done++) {
            Runnable task = deadlines.poll(System.nanoTime());
            if (task == null) {
                break;
            }
            task.run();
        }
        timer = OptionalLong.empty();
        wakeInTime();
    }
}
