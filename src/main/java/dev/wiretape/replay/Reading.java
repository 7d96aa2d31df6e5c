package dev.wiretape.replay;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is being read on workers for clients' event loops. Who stops the loops waits for it first: nobody would take what was
 * read otherwise. Thread-safe.
 */
final class Reading {
    private final Set<Future<?>> underWay = ConcurrentHashMap.newKeySet();

    /** Has a worker run {@code task}, beside others of the same context, and {@code then} take the result on the context. */
    <T> void read(Context context, Callable<T> task, Handler<AsyncResult<T>> then) {
        Future<T> result = context.executeBlocking(task, false);
        underWay.add(result);
        // In this order: what is read next is under way before this one no longer is.
        result.onComplete(then).onComplete(read -> underWay.remove(result));
    }

    /** Completes when what is under way has been read, or could not be, and what came of it as well. */
    Future<Void> done() {
        List<Future<?>> now = List.copyOf(underWay);
        return now.isEmpty() ? Future.succeededFuture() : Future.join(now).transform(read -> done());
    }
}
