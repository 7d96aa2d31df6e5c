package dev.wiretape.replay;

import io.vertx.core.Context;
import java.util.concurrent.TimeUnit;

/** A pacer whose time moves to the next deadline when the test says so, and stands still in between. */
final class LockstepPacer implements Pacer {
    private static final long PATIENCE = TimeUnit.SECONDS.toMillis(20);

    private final Deadlines deadlines = new Deadlines();
    private long now;

    @Override
    public synchronized long now() {
        return now;
    }

    @Override
    public synchronized Alarm at(long nanos, Context context, Runnable task) {
        Deadlines.Alarm alarm = deadlines.add(nanos, () -> context.runOnContext(go -> task.run()));
        notifyAll();
        return () -> remove(alarm);
    }

    @Override
    public void close() {}

    /** Waits for somebody to wait and has run what is due first, and all that is due at the same time. */
    void step() throws InterruptedException {
        for (Runnable task = first(); task != null; task = next()) {
            task.run();
        }
    }

    private synchronized Runnable first() throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE);
        while (deadlines.next().isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("the replay waits for nothing");
            }
            wait(left);
        }
        now = deadlines.next().getAsLong();
        return deadlines.poll(now);
    }

    private synchronized Runnable next() {
        return deadlines.poll(now);
    }

    private synchronized void remove(Deadlines.Alarm alarm) {
        deadlines.remove(alarm);
    }
}
