package dev.wiretape.replay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Who may have a large request in memory. To compare one with the recordings takes several times its size, so that some
 * at once would take all there is; those for which there is no room wait, in the order in which they came.
 *
 * <p>Thread-safe.
 */
final class RequestMemory {
    /** What comparing takes, as a multiple of the body's size. */
    private static final int TIMES = 16;

    /** So long a client may hold others up without sending anything, ms. */
    private static final long PATIENCE = 10_000;

    private final long room;
    private final long patience;
    private final Queue<Share> waiting = new ArrayDeque<>();
    private long taken;
    private int holders;

    /** As much room as the heap has for it. */
    RequestMemory() {
        this(Runtime.getRuntime().maxMemory() / TIMES, PATIENCE);
    }

    /** Room for {@code room} bytes of bodies, and another patience, ms. */
    RequestMemory(long room, long patience) {
        this.room = room;
        this.patience = patience;
    }

    /** How long a client that has room is waited for before it is asked whether it {@link Share#isInTheWay}, ms. */
    long patience() {
        return patience;
    }

    /** Whether somebody waits for room. */
    synchronized boolean isWaitedFor() {
        return !waiting.isEmpty();
    }

    /**
     * Takes room for a body of {@code bytes} bytes. There always is room for one that is alone.
     *
     * @param granted runs once there is room, on whatever thread gave it back; at once where there is
     */
    Share take(long bytes, Runnable granted) {
        Share share = new Share(bytes, granted);
        synchronized (this) {
            waiting.add(share);
        }
        grant();
        return share;
    }

    private void grant() {
        List<Share> next = new ArrayList<>();
        synchronized (this) {
            while (!waiting.isEmpty() && (holders == 0 || taken + waiting.peek().bytes <= room)) {
                Share share = waiting.remove();
                share.holds = true;
                share.moved = true;
                holders++;
                taken += share.bytes;
                next.add(share);
            }
        }
        next.forEach(share -> share.granted.run());
    }

    /** One request's part. */
    final class Share {
        private final long bytes;
        private final Runnable granted;
        private boolean holds;
        private boolean moved;

        private Share(long bytes, Runnable granted) {
            this.bytes = bytes;
            this.granted = granted;
        }

        /** The client has sent something. */
        void moved() {
            synchronized (RequestMemory.this) {
                moved = true;
            }
        }

        /** Whether it has room, nothing came of its client since this was asked before, and others wait. */
        boolean isInTheWay() {
            synchronized (RequestMemory.this) {
                boolean still = holds && !moved;
                moved = false;
                return still && !waiting.isEmpty();
            }
        }

        /** Gives the room back, or leaves the queue for it; only the first call counts. */
        void giveBack() {
            synchronized (RequestMemory.this) {
                if (holds) {
                    holds = false;
                    holders--;
                    taken -= bytes;
                } else {
                    waiting.remove(this);
                }
            }
            grant();
        }
    }
}
