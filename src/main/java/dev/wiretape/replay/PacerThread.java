package dev.wiretape.replay;

import io.vertx.core.Context;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The pacer for real time where timers of event loops are coarse: one thread that parks until the earliest deadline.
 * Spinning would starve the loops that do the sending.
 */
final class PacerThread implements Pacer {
    private final Deadlines deadlines = new Deadlines();
    private final Thread thread = new Thread(this::run, "wiretape-pacer");
    private volatile boolean open = true;

    PacerThread() {
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public long now() {
        return System.nanoTime();
    }

    @Override
    public Alarm at(long nanos, Context context, Runnable task) {
        Deadlines.Alarm alarm;
        boolean first;
        synchronized (deadlines) {
            alarm = deadlines.add(nanos, () -> context.runOnContext(go -> task.run()));
            first = deadlines.next().orElseThrow() == nanos;
        }
        if (first) {
            LockSupport.unpark(thread);
        }
        return () -> {
            synchronized (deadlines) {
                deadlines.remove(alarm);
            }
        };
    }

    /** Ends the thread as well: when it returns, no task runs and none will. */
    @Override
    public void close() {
        open = false;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (open) {
            Runnable task;
            OptionalLong next;
            synchronized (deadlines) {
                task = deadlines.poll(now());
                next = deadlines.next();
            }
            if (task != null) {
                task.run();
            } else if (next.isPresent()) {
                LockSupport.parkNanos(this, next.getAsLong() - now());
            } else {
                LockSupport.park(this);
            }
        }
    }
}
