package dev.wiretape.replay;

import dev.wiretape.testing.RawClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A replay on a free port, for the length of a test. */
final class Running implements AutoCloseable {
    final Replay replay;
    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<Notice> notices = new LinkedBlockingQueue<>();

    private Running(Start start) {
        replay = await(start.with(vertx, notices::add));
    }

    /** Serves tapes without waiting for recorded times. */
    static Running of(Take... takes) {
        return of(options -> options.pace(Pace.MAX), takes);
    }

    /** Serves tapes at the recorded pace, unless {@code how} says otherwise. */
    static Running of(UnaryOperator<ReplayOptions> how, Take... takes) {
        return of(new PacerThread(), how, takes);
    }

    /** Serves tapes by a clock of the test's. */
    static Running of(Pacer pacer, UnaryOperator<ReplayOptions> how, Take... takes) {
        return new Running((vertx, listener) -> Replay.start(
                vertx,
                how.apply(ReplayOptions.of(Path.of("unused")).listener(listener)),
                new Catalogue(List.of(takes)),
                pacer));
    }

    /** Serves tapes without waiting for recorded times, with so much room for large requests. */
    static Running of(RequestMemory memory, UnaryOperator<ReplayOptions> how, Take... takes) {
        return new Running((vertx, listener) -> Replay.start(
                vertx,
                how.apply(ReplayOptions.of(Path.of("unused")).listener(listener).pace(Pace.MAX)),
                new Catalogue(List.of(takes)),
                new PacerThread(),
                memory));
    }

    /** Serves files. */
    static Running of(ReplayOptions options) {
        return new Running((vertx, listener) -> Replay.start(vertx, options.listener(listener)));
    }

    RawClient connect() throws IOException {
        return RawClient.connect(replay.port());
    }

    /** The next notice. */
    Notice notice() throws InterruptedException {
        Notice notice = notices.poll(20, TimeUnit.SECONDS);
        if (notice == null) {
            throw new AssertionError("no notice came");
        }
        return notice;
    }

    @Override
    public void close() {
        await(replay.stop());
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private interface Start {
        Future<Replay> with(Vertx vertx, java.util.function.Consumer<Notice> listener);
    }
}
