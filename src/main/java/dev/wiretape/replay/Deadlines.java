package dev.wiretape.replay;

import java.util.OptionalLong;
import java.util.PriorityQueue;

/** A heap of tasks by deadline; equal deadlines keep their order. Not thread-safe; time is passed in. */
final class Deadlines {
    private final PriorityQueue<Alarm> heap = new PriorityQueue<>();
    private long added;

    /** Adds a task that is due at {@code nanos} (on the scale of {@link System#nanoTime()}). */
    Alarm add(long nanos, Runnable task) {
        Alarm alarm = new Alarm(nanos, added++, task);
        heap.add(alarm);
        return alarm;
    }

    /** Forgets a task; false if it was taken before. */
    boolean remove(Alarm alarm) {
        return heap.remove(alarm);
    }

    /** The earliest deadline. */
    OptionalLong next() {
        return heap.isEmpty() ? OptionalLong.empty() : OptionalLong.of(heap.peek().nanos);
    }

    /** Takes the earliest task out if it is due at {@code now}; otherwise null, which stays inside this package. */
    Runnable poll(long now) {
        return heap.isEmpty() || heap.peek().nanos - now > 0 ? null : heap.poll().task;
    }

    /** A task's place in the heap. */
    static final class Alarm implements Comparable<Alarm> {
        private final long nanos;
        private final long order;
        private final Runnable task;

        private Alarm(long nanos, long order, Runnable task) {
            this.nanos = nanos;
            this.order = order;
            this.task = task;
        }

        @Override
        public int compareTo(Alarm other) {
            // By difference: nanoTime may run over.
            int byTime = Long.signum(nanos - other.nanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
