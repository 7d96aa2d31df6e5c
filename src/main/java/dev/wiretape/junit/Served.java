package dev.wiretape.junit;

import dev.wiretape.recording.fault.Fault;
import dev.wiretape.recording.fault.FaultSyntaxException;
import dev.wiretape.recording.fault.Faults;
import dev.wiretape.replay.Notice;
import dev.wiretape.replay.Pace;
import dev.wiretape.replay.ReplayOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A replay for one test, and what came of it. */
final class Served implements Replayed {
    private static final long PATIENCE_SECONDS = 30;

    private final Replay wanted;
    private final Vertx vertx;
    private final Queue<Notice> notices = new ConcurrentLinkedQueue<>();
    private final dev.wiretape.replay.Replay replay;

    private Served(Replay wanted) {
        this.wanted = wanted;
        ReplayOptions options = ReplayOptions.of(path(wanted.value()))
                .match(wanted.match())
                .pace(new Pace(wanted.speed(), OptionalLong.empty()))
                .faults(faults(wanted))
                .listener(notices::add);
        this.vertx = Vertx.vertx();
        try {
            this.replay = settled(dev.wiretape.replay.Replay.start(vertx, options));
        } catch (RuntimeException e) {
            settled(vertx.close());
            throw refusal(e.getCause() == null ? e : e.getCause());
        }
    }

    private static Faults faults(Replay wanted) {
        try {
            return new Faults(Stream.of(wanted.faults()).map(Fault::parse).toList(), wanted.seed());
        } catch (FaultSyntaxException e) {
            throw refusal(e);
        }
    }

    /** What is wrong with the annotation, in one sentence. */
    private static IllegalArgumentException refusal(Throwable why) {
        String what = String.valueOf(why.getMessage());
        if (why instanceof FaultSyntaxException wrong && !wrong.known().isEmpty()) {
            what += "; there are " + String.join(", ", wrong.known());
        } else if (why instanceof NoSuchFileException none && none.getReason() == null) {
            what = "there is no " + what + ", neither from the working directory nor on the class path";
        }
        return new IllegalArgumentException("@Replay: " + what, why);
    }

    /** Begins to serve on a free port of 127.0.0.1. */
    static Served start(Replay wanted) {
        return new Served(wanted);
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + replay.port();
    }

    @Override
    public List<String> answers() {
        return notices.stream().map(Notice::line).toList();
    }

    void stop() {
        settled(replay.stop());
        settled(vertx.close());
    }

    /** Throws an {@link AssertionError} where the test asked for something else than what was recorded. */
    void check() {
        List<String> complaints = new ArrayList<>();
        Set<String> unused = new LinkedHashSet<>(replay.recordings());
        for (Notice notice : notices) {
            if (notice instanceof Notice.Served served) {
                unused.remove(served.recording());
            } else if (isComplaint(notice)) {
                complaints.add(notice.line());
            }
        }
        if (!wanted.mayLeaveUnused()) {
            unused.forEach(name -> complaints.add(name + " was not used"));
        }
        if (!complaints.isEmpty()) {
            throw new AssertionError("the replay of " + wanted.value() + " did not go as recorded:\n  "
                    + String.join("\n  ", complaints));
        }
    }

    /** A torn end is normal, and the client was cut there. */
    private boolean isComplaint(Notice notice) {
        return notice instanceof Notice.Flaw flaw
                ? flaw.damaged()
                : !(notice instanceof Notice.Unmatched) || !wanted.mayAskMore();
    }

    private static Path path(String name) {
        Path file = Path.of(name);
        URL resource = Thread.currentThread().getContextClassLoader().getResource(name);
        if (Files.exists(file) || resource == null || !resource.getProtocol().equals("file")) {
            return file;
        }
        try {
            return Path.of(new URI(resource.toString()));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the resource " + name + " has no path", e);
        }
    }

    private static <T> T settled(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
