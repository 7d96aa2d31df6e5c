package dev.wiretape.replay;

import java.util.Arrays;

/** Counts how late one answer's chunks are, each when it has left for the socket. On the client's event loop. */
final class Lateness {
    private final Pacer pacer;
    private final Punctuality punctuality;
    /** When what waits for the next flush was due. */
    private long[] unsent = new long[4];

    private int waiting;

    Lateness(Pacer pacer, Punctuality punctuality) {
        this.pacer = pacer;
        this.punctuality = punctuality;
    }

    /** A chunk was sent. */
    void sent(long due) {
        punctuality.late(pacer.now() - due);
    }

    /** A chunk was put where it leaves with the next flush. */
    void joined(long due) {
        unsent = waiting == unsent.length ? Arrays.copyOf(unsent, 2 * waiting) : unsent;
        unsent[waiting++] = due;
    }

    /** What was joined has left. */
    void flushed() {
        for (; waiting > 0; waiting--) {
            sent(unsent[waiting - 1]);
        }
    }
}
