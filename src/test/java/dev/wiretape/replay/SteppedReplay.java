package dev.wiretape.replay;

import dev.wiretape.testing.Settled;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;

/** A replay of recordings one after the other, whatever is asked, that goes from one recorded time to the next when told. */
public final class SteppedReplay implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final LockstepPacer pacer = new LockstepPacer();
    private final Replay replay;

    private SteppedReplay(Path path) throws IOException {
        ReplayOptions options = ReplayOptions.of(path).match(MatchMode.SEQUENCE);
        replay = Settled.of(Replay.start(vertx, options, TakeLoader.load(path, Manners.NONE, notice -> {}), pacer));
    }

    /** Serves a recording or a folder of them on a free port. */
    public static SteppedReplay of(Path path) throws IOException {
        return new SteppedReplay(path);
    }

    /** {@code http://127.0.0.1:PORT}. */
    public String url() {
        return "http://127.0.0.1:" + replay.port();
    }

    /** Sends everything that was recorded at the next time. */
    public void step() throws InterruptedException {
        pacer.step();
    }

    @Override
    public void close() throws IOException {
        Settled.of(replay.stop());
        Settled.of(vertx.close());
    }
}
