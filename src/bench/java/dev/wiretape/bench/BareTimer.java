package dev.wiretape.bench;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * How late a thread wakes up that does nothing but wait for one time after the other, with nothing else at work: on this
 * machine no server that sleeps between its deadlines can be more punctual.
 */
final class BareTimer {
    private static final int SECONDS = 10;

    private BareTimer() {}

    /** The lateness of so many wake-ups a second, by the keys of what a replay says of itself. */
    static Map<String, Double> figures(int perSecond) {
        long step = 1_000_000_000L / perSecond;
        Samples late = new Samples(perSecond * SECONDS);
        long due = System.nanoTime();
        for (int i = 0; i < perSecond * SECONDS; i++) {
            due += step;
            long now = System.nanoTime();
            while (now - due < 0) {
                LockSupport.parkNanos(due - now);
                now = System.nanoTime();
            }
            late.add(now - due);
        }
        return Map.of(
                "sent50", late.micros(50) / 1000,
                "sent99", late.micros(99) / 1000,
                "sent999", late.micros(99.9) / 1000);
    }
}
