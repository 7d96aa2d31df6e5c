package dev.wiretape.replay;

import dev.wiretape.recording.fault.Faults;
import dev.wiretape.testing.Settled;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** A replay that breaks, without waiting for recorded times. */
public final class FaultyReplay implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong answers = new AtomicLong();
    private final Replay replay;

    private FaultyReplay(Path path, Faults faults, MatchMode match) throws IOException {
        ReplayOptions options = ReplayOptions.of(path)
                .match(match)
                .pace(Pace.MAX)
                .faults(faults)
                .listener(notice -> {
                    if (notice instanceof Notice.Served) {
                        answers.incrementAndGet();
                    }
                });
        replay = Settled.of(Replay.start(vertx, options));
    }

    /** Serves a recording or a folder of them on a free port, whatever is asked. */
    public static FaultyReplay of(Path path, Faults faults) throws IOException {
        return new FaultyReplay(path, faults, MatchMode.SEQUENCE);
    }

    /** The same for an agent, which asks for other things as well. */
    public static FaultyReplay forAgents(Path path, Faults faults) throws IOException {
        return new FaultyReplay(path, faults, MatchMode.AUTO);
    }

    /** {@code http://127.0.0.1:PORT}. */
    public String url() {
        return "http://127.0.0.1:" + replay.port();
    }

    /** How many requests have been answered. */
    public long answers() {
        return answers.get();
    }

    @Override
    public void close() throws IOException {
        Settled.of(replay.stop());
        Settled.of(vertx.close());
    }
}
