package dev.wiretape.cli;

import io.vertx.core.Future;
import java.io.IOException;
import java.util.concurrent.CompletionException;

/** Waits for what event loops do, on the command's own thread. */
final class Awaited {
    private Awaited() {}

    /** The future's value. */
    static <T> T get(Future<T> future) throws IOException {
        try {
            return future.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException problem) {
                throw problem;
            }
            throw e;
        }
    }
}
