package dev.wiretape.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for deadlines until somebody asks the command to stop, which ends it at once. */
final class Waiting {
    /** The command was asked to stop. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int exitCode;

        private Stopped(int exitCode) {
            super("asked to stop");
            this.exitCode = exitCode;
        }

        int exitCode() {
            return exitCode;
        }
    }

    private final CompletableFuture<Integer> asked;

    Waiting(StopRequest stop) {
        this.asked = stop.asked();
    }

    /**
     * Returns when {@link System#nanoTime()} has reached {@code nanos}.
     *
     * @throws Stopped where the command is to stop
     */
    void until(long nanos) {
        try {
            throw new Stopped(asked.get(nanos - System.nanoTime(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException itIsTime) {
            // That was waited for.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("nobody interrupts a command's own thread", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a wish cannot fail", e);
        }
    }

    /** Throws {@link Stopped} if the command was asked to stop. */
    void check() {
        if (asked.isDone()) {
            throw new Stopped(asked.join());
        }
    }
}
