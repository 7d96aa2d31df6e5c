package dev.wiretape.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.RecordingFailure;
import dev.wiretape.recording.RecordingReader;
import dev.wiretape.recording.RedactionKey;
import dev.wiretape.recording.Redactor;
import dev.wiretape.recording.Session;
import dev.wiretape.recording.SessionFolder;
import dev.wiretape.testing.RawClient;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A recorder in front of an upstream, with a session folder of its own. */
final class RunningRecorder implements AutoCloseable {
    private final Session session;
    private final Recorder recorder;
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final List<RecordingFailure> failures = new CopyOnWriteArrayList<>();

    private RunningRecorder(Path out, Target target, UnaryOperator<RecorderOptions> options) throws IOException {
        session = Session.create(
                out,
                new Redactor(RedactionKey.random()),
                "test",
                InstantSource.system(),
                System::nanoTime,
                failures::add);
        recorder = completed(
                Recorder.start(options.apply(RecorderOptions.of(target, session).telling(notices::add))));
    }

    /** Starts one that forwards to {@code url} and records below {@code out}. */
    static RunningRecorder inFrontOf(String url, Path out) throws IOException {
        return new RunningRecorder(out, Target.parse(url), UnaryOperator.identity());
    }

    /** Starts one that trusts an authority of the test's. */
    static RunningRecorder trusting(Path pem, String url, Path out) throws IOException {
        return with(url, out, options -> options.connecting(UpstreamOptions.DEFAULT.trusting(pem)));
    }

    /** Starts one with other options than the usual ones. */
    static RunningRecorder with(String url, Path out, UnaryOperator<RecorderOptions> options) throws IOException {
        return new RunningRecorder(out, Target.parse(url), options);
    }

    int port() {
        return recorder.port();
    }

    RawClient connect() throws IOException {
        return RawClient.connect(recorder.port());
    }

    /** All ports it listens on. */
    Set<Integer> ownPorts() {
        return recorder.ownPorts();
    }

    /** What a person was told. */
    List<String> notices() {
        return List.copyOf(notices);
    }

    /** The exchange's lines, once its end is written. */
    Recorded awaitRecorded(int number) throws IOException {
        await("the end of exchange " + number)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> read(number)
                        .map(r -> r.first(Entry.End.class).isPresent())
                        .orElse(false));
        return read(number).orElseThrow();
    }

    /** The exchange's lines so far, if it has begun. */
    Optional<Recorded> read(int number) throws IOException {
        List<Path> files = SessionFolder.recordings(session.folder());
        if (files.size() < number) {
            return Optional.empty();
        }
        List<Entry> entries = new ArrayList<>();
        try (RecordingReader reader = RecordingReader.open(files.get(number - 1))) {
            for (var line = reader.next(); line.isPresent(); line = reader.next()) {
                entries.add(line.get().entry());
            }
        }
        return Optional.of(new Recorded(entries));
    }

    int recordings() throws IOException {
        return SessionFolder.recordings(session.folder()).size();
    }

    void stop() throws IOException {
        completed(recorder.stop());
    }

    @Override
    public void close() throws IOException {
        stop();
        session.close();
        assertThat(failures).as("recordings that broke").isEmpty();
    }

    private static <T> T completed(Future<T> future) throws IOException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the recorder did not start or stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** The lines of one exchange. */
    record Recorded(List<Entry> entries) {
        <T extends Entry> List<T> all(Class<T> kind) {
            return entries.stream().filter(kind::isInstance).map(kind::cast).toList();
        }

        <T extends Entry> Optional<T> first(Class<T> kind) {
            return all(kind).stream().findFirst();
        }

        <T extends Entry> T the(Class<T> kind) {
            assertThat(all(kind))
                    .as(kind.getSimpleName() + " lines in " + kinds())
                    .hasSize(1);
            return all(kind).get(0);
        }

        List<String> kinds() {
            return entries.stream().map(Entry::kind).toList();
        }

        Outcome outcome() {
            return the(Entry.End.class).outcome().orElseThrow();
        }

        /** The decoded body of the response. */
        String body() {
            return entries.stream()
                    .map(entry -> {
                        if (entry instanceof Entry.Frame frame) {
                            return frame.raw().text();
                        }
                        if (entry instanceof Entry.Body body) {
                            return body.bytes().text();
                        }
                        return entry instanceof Entry.Partial partial
                                ? partial.raw().text()
                                : "";
                    })
                    .collect(Collectors.joining());
        }
    }
}
