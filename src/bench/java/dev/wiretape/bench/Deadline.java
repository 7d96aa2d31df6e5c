package dev.wiretape.bench;

import java.time.Duration;

/** Ends a run that hangs; the children end with it, through their shutdown hooks. */
final class Deadline {
    private static final int STUCK = 70;

    private Deadline() {}

    /** Starts the clock. */
    static void start(int minutes, Report report) {
        Thread watch = new Thread(() -> watch(minutes, report), "deadline");
        watch.setDaemon(true);
        watch.start();
    }

    private static void watch(int minutes, Report report) {
        try {
            // A watchdog: there is no condition to wait for but the time.
            Thread.sleep(Duration.ofMinutes(minutes).toMillis());
            report.say("bench: not done after " + minutes + " minutes, giving up");
            System.exit(STUCK);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
