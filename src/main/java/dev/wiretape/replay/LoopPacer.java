package dev.wiretape.replay;

import io.netty.util.concurrent.Future;
import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.TimeUnit;

/**
 * The pacer for real time where event loops wake to the nanosecond, as those on epoll do: each client's own loop keeps its
 * deadlines. No thread hands over to another, and what is due by the time a loop comes round is done in one round.
 */
final class LoopPacer implements Pacer {
    private volatile boolean open = true;

    @Override
    public long now() {
        return System.nanoTime();
    }

    @Override
    public Alarm at(long nanos, Context context, Runnable task) {
        ContextInternal loop = (ContextInternal) context;
        Future<?> timer = loop.nettyEventLoop()
                .schedule(() -> loop.dispatch(() -> runIfOpen(task)), nanos - now(), TimeUnit.NANOSECONDS);
        return () -> timer.cancel(false);
    }

    @Override
    public void close() {
        open = false;
    }

    private void runIfOpen(Runnable task) {
        if (open) {
            task.run();
        }
    }
}
