package dev.wiretape.replay;

import io.vertx.core.Context;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A pacer whose time stands still until the test moves it. */
final class VirtualPacer implements Pacer {
    private final Deadlines deadlines = new Deadlines();
    private long now;

    @Override
    public synchronized long now() {
        return now;
    }

    @Override
    public synchronized Alarm at(long nanos, Context context, Runnable task) {
        Deadlines.Alarm alarm = deadlines.add(nanos, () -> context.runOnContext(go -> task.run()));
        return () -> remove(alarm);
    }

    @Override
    public void close() {}

    /** Waits for somebody to wait, and returns the earliest deadline in µs. */
    long nextMicros() {
        Awaitility.await("a deadline").atMost(20, TimeUnit.SECONDS).until(() -> next().isPresent());
        return next().orElseThrow() / 1000;
    }

    /** Moves time on, and has run what is due then. */
    void moveToMicros(long micros) {
        synchronized (this) {
            now = micros * 1000;
        }
        for (Runnable task = poll(); task != null; task = poll()) {
            task.run();
        }
    }

    synchronized OptionalLong next() {
        return deadlines.next();
    }

    private synchronized Runnable poll() {
        return deadlines.poll(now);
    }

    private synchronized void remove(Deadlines.Alarm alarm) {
        deadlines.remove(alarm);
    }
}
