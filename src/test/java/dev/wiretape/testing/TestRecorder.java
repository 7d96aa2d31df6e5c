package dev.wiretape.testing;

import dev.wiretape.proxy.Recorder;
import dev.wiretape.proxy.RecorderOptions;
import dev.wiretape.proxy.Target;
import dev.wiretape.recording.Exchange;
import dev.wiretape.recording.Recording;
import dev.wiretape.recording.RecordingFailure;
import dev.wiretape.recording.RedactionKey;
import dev.wiretape.recording.Redactor;
import dev.wiretape.recording.Session;
import dev.wiretape.recording.SessionFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/**
 * Our recorder in front of an upstream, on a free port, with a session of its own; {@link #close} fails if a recording
 * broke.
 */
public final class TestRecorder implements AutoCloseable {
    private final Session session;
    private final Recorder recorder;
    private final List<RecordingFailure> failures;

    private TestRecorder(Session session, Recorder recorder, List<RecordingFailure> failures) {
        this.session = session;
        this.recorder = recorder;
        this.failures = failures;
    }

    /** Begins to listen; recordings go into a session below {@code out}. */
    public static TestRecorder inFrontOf(String url, Path out) throws IOException {
        List<RecordingFailure> failures = new CopyOnWriteArrayList<>();
        Session session = Session.create(
                out,
                new Redactor(RedactionKey.random()),
                "wiretape 0.1.0",
                InstantSource.system(),
                System::nanoTime,
                failures::add);
        return new TestRecorder(
                session, Settled.of(Recorder.start(RecorderOptions.of(Target.parse(url), session))), failures);
    }

    /** The port on the loopback address. */
    public int port() {
        return recorder.port();
    }

    /** {@code http://127.0.0.1:PORT}. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Waits until there are so many recordings and all have their end; returns the files in order. */
    public List<Path> awaitEnded(int recordings) {
        Awaitility.await("the ends of " + recordings + " recordings in " + session.folder())
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> ended() >= recordings);
        return files();
    }

    /** Stops, then fails if a recording broke. */
    @Override
    public void close() throws IOException {
        Settled.of(recorder.stop());
        session.close();
        if (!failures.isEmpty()) {
            throw new AssertionError("recordings broke: " + failures);
        }
    }

    private long ended() throws IOException {
        long ended = 0;
        for (Path file : files()) {
            ended += Recording.scan(file).exchanges().stream()
                    .filter(TestRecorder::hasEnd)
                    .count();
        }
        return ended;
    }

    private List<Path> files() {
        try {
            return SessionFolder.recordings(session.folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasEnd(Exchange exchange) {
        return exchange.end().isPresent();
    }
}
