package dev.wiretape.replay;

import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The pacer for real time where event loops wake to the nanosecond, as those on epoll do: each client's own loop keeps its
 * deadlines, and no thread hands over to another.
 */
final class LoopPacer implements Pacer {
    private final Map<EventLoop, LoopAlarms> loops = new ConcurrentHashMap<>();
    private volatile boolean open = true;

    @Override
    public long now() {
        return System.nanoTime();
    }

    @Override
    public Alarm at(long nanos, Context context, Runnable task) {
        ContextInternal within = (ContextInternal) context;
        return loops.computeIfAbsent(within.nettyEventLoop(), loop -> new LoopAlarms(loop, () -> open))
                .at(nanos, () -> within.dispatch(task));
    }

    @Override
    public void close() {
        open = false;
    }
}
