package dev.wiretape.cli;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Stops on SIGINT, SIGTERM and SIGHUP: the first one asks, the second ends the process at once, and so does the passing
 * of five seconds.
 */
final class SignalStop implements StopRequest {
    private static final List<String> SIGNALS = List.of("HUP", "INT", "TERM");
    private static final long PATIENCE_SECONDS = 5;

    private final CompletableFuture<Integer> asked = new CompletableFuture<>();
    private boolean installed;

    @Override
    public synchronized CompletableFuture<Integer> asked() {
        if (!installed) {
            installed = true;
            SIGNALS.forEach(name -> Signals.on(name, number -> received(ExitCode.SIGNAL + number)));
        }
        return asked.copy();
    }

    private void received(int code) {
        if (!asked.complete(code)) {
            Runtime.getRuntime().halt(code);
        }
        Thread patience = new Thread(() -> haltAfterPatience(code), "wiretape-stop");
        patience.setDaemon(true);
        patience.start();
    }

    private static void haltAfterPatience(int code) {
        try {
            TimeUnit.SECONDS.sleep(PATIENCE_SECONDS);
            Runtime.getRuntime().halt(code);
        } catch (InterruptedException nobodyDoesThis) {
            Thread.currentThread().interrupt();
        }
    }
}
