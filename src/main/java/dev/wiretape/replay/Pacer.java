package dev.wiretape.replay;

/** Runs tasks at absolute deadlines, so that being late once makes nothing after it later. */
interface Pacer extends AutoCloseable {
    /** Nanoseconds on the scale of the deadlines; only differences mean something. */
    long now();

    /**
     * Has {@code task} run when {@link #now()} has reached {@code nanos}; at once if it has. The task must only hand over
     * to its own thread.
     */
    Alarm at(long nanos, Runnable task);

    /** Tasks that wait are never run. */
    @Override
    void close();

    /** A task that waits. */
    interface Alarm {
        /** Forgets the task and all it holds, unless it has run. */
        void cancel();
    }
}
