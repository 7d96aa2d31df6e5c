package dev.wiretape.bench;

import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** Sends the frames of all paced streams at their absolute deadlines, on one thread that sleeps in between. */
final class Pacer implements Runnable {
    private final Queue<PacedStream> added = new ConcurrentLinkedQueue<>();
    private volatile Thread thread;

    /** Takes a stream over. Safe from any thread. */
    void add(PacedStream stream) {
        added.add(stream);
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        PriorityQueue<PacedStream> byDeadline = new PriorityQueue<>();
        while (true) {
            for (PacedStream stream = added.poll(); stream != null; stream = added.poll()) {
                byDeadline.add(stream);
            }
            PacedStream next = byDeadline.peek();
            if (next == null) {
                LockSupport.park(this);
                continue;
            }
            long early = next.due() - System.nanoTime();
            if (early > 0) {
                LockSupport.parkNanos(this, early);
                continue;
            }
            byDeadline.poll();
            if (next.sendNext()) {
                byDeadline.add(next);
            }
        }
    }
}
