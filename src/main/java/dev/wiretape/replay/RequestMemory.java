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

    private final long room;
    private final Queue<Share> waiting = new ArrayDeque<>();
    private long taken;
    private int holders;

    /** As much room as the heap has for it. */
    RequestMemory() {
        this(Runtime.getRuntime().maxMemory() / TIMES);
    }

    /** Room for {@code room} bytes of bodies. */
    RequestMemory(long room) {
        this.room = room;
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

        private Share(long bytes, Runnable granted) {
            this.bytes = bytes;
            this.granted = granted;
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
