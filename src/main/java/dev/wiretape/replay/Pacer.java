package dev.wiretape.replay;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Runs tasks at absolute deadlines, so that being late once makes nothing after it later. */
interface Pacer extends AutoCloseable {
    /** The one that is nearest to real time: loops of the JDK's own transport know milliseconds alone. */
    static Pacer of(Vertx vertx) {
        return vertx.isNativeTransportEnabled() ? new LoopPacer() : new PacerThread();
    }

    /** Nanoseconds on the scale of the deadlines; only differences mean something. */
    long now();

    /**
     * Has {@code task} run on {@code context}, an event loop's, when {@link #now()} has reached {@code nanos}; at once if it
     * has. To be called on that loop, as is what cancels it.
     */
    Alarm at(long nanos, Context context, Runnable task);

    /** Tasks that wait are never run. */
    @Override
    void close();

    /** A task that waits. */
    interface Alarm {
        /** Forgets the task and all it holds, unless it has run. */
        void cancel();
    }
}
