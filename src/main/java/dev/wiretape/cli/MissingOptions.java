package dev.wiretape.cli;

import dev.wiretape.proxy.Recorder;
import dev.wiretape.proxy.RecorderOptions;
import dev.wiretape.proxy.Target;
import dev.wiretape.recording.Session;
import dev.wiretape.replay.ReplayOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code replay --record-missing}. */
final class MissingOptions {
    @Option(
            names = "--record-missing",
            description =
                    "Forwards what no recording answers to --target and records it below --out; that one would be next"
                            + " with the same path is then no answer. Without it nothing is ever contacted.")
    private boolean recordMissing;

    @Option(names = "--target", paramLabel = "URL", description = "Where --record-missing forwards to.")
    private Optional<String> target = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Where --record-missing makes its session's folder. Default: " + RecordingPath.DEFAULT_OUT + ".")
    private Optional<String> out = Optional.empty();

    /** The recorder behind a replay, where one is wanted. */
    final class Behind implements AutoCloseable {
        private final Session session;
        private final Recorder recorder;

        private Behind(Surroundings surroundings, Target to) throws IOException {
            session = new Sessions(surroundings)
                    .create(
                            out.orElse(RecordingPath.DEFAULT_OUT),
                            failure -> surroundings.err().println(RecorderSettings.words(failure)));
            try {
                recorder = Awaited.get(Recorder.start(RecorderOptions.of(to, session)));
            } catch (IOException | RuntimeException e) {
                Sessions.discard(session);
                throw e;
            }
        }

        ReplayOptions behind(ReplayOptions options, Vertx vertx) {
            return options.elsewhere(new MissingRecorder(vertx, recorder));
        }

        /** Whether a recording broke. */
        boolean failed() {
            return session.failures() > 0;
        }

        @Override
        public void close() throws IOException {
            Awaited.get(recorder.stop());
            session.close();
            if (session.exchanges() == 0) {
                Sessions.discard(session);
            }
        }
    }

    /** Starts the recorder on a free port, if one is wanted. */
    Optional<Behind> start(Surroundings surroundings) throws IOException {
        if (!recordMissing) {
            if (target.isPresent()) {
                throw new CommandFailure(
                        ExitCode.USAGE, "--target is where --record-missing forwards to; replay alone contacts nobody");
            }
            if (out.isPresent()) {
                throw new CommandFailure(
                        ExitCode.USAGE, "--out is where --record-missing records; replay alone records nothing");
            }
            return Optional.empty();
        }
        try {
            String url = target.orElseThrow(() -> new CommandFailure(
                    ExitCode.USAGE, "--record-missing needs --target, such as https://api.anthropic.com"));
            return Optional.of(new Behind(surroundings, Target.parse(url)));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--target: " + e.getMessage(), e);
        }
    }
}
