package dev.wiretape.cli;

import dev.wiretape.proxy.Recorder;
import dev.wiretape.proxy.RecorderOptions;
import dev.wiretape.proxy.Target;
import dev.wiretape.recording.RecordingFailure;
import dev.wiretape.recording.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code record}: the relay that records. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Prints one line when it is ready, 'wiretape: listening on http://127.0.0.1:PORT', and records until Ctrl-C.",
            "Point the client there, with ANTHROPIC_BASE_URL for instance.",
            "",
            "Examples:",
            "  wiretape record",
            "  wiretape record --listen 127.0.0.1:0 --target http://127.0.0.1:8788 --out /tmp/tapes"
        })
final class RecordCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final CompletableFuture<Integer> ending = new CompletableFuture<>();

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:8787",
            description = "Where to listen; port 0 picks a free one. Default: ${DEFAULT-VALUE}.")
    private String listen;

    @Option(
            names = "--target",
            paramLabel = "URL",
            defaultValue = "https://api.anthropic.com",
            description = "Where requests go. Default: ${DEFAULT-VALUE}.")
    private String target;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = RecordingPath.DEFAULT_OUT,
            description = "Where the session's folder is made. Default: ${DEFAULT-VALUE}.")
    private String out;

    @Option(
            names = "--upstream-ca",
            paramLabel = "FILE",
            description = "PEM file with the authorities to trust for the target, instead of the platform's.")
    private Optional<String> upstreamCa = Optional.empty();

    @Option(
            names = "--on-record-error",
            paramLabel = "continue|stop",
            defaultValue = "CONTINUE",
            description = "What to do when a recording cannot be written; the traffic goes on in any case,"
                    + " until the command stops. Default: continue.")
    private OnRecordError onRecordError;

    /** What a failed recording leads to. */
    enum OnRecordError {
        CONTINUE,
        STOP
    }

    RecordCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        ListenAddress address = ListenAddress.parse(listen);
        Target upstream = target();
        UnaryOperator<RecorderOptions> trust = trust();
        try (Session session = new Sessions(surroundings).create(out, this::failed)) {
            int code = record(address, trust.apply(RecorderOptions.of(upstream, session)));
            return session.failures() > 0 ? ExitCode.RECORDING_FAILED : code;
        }
    }

    private int record(ListenAddress address, RecorderOptions options) throws IOException {
        CompletableFuture<Void> stop = surroundings.stop().asked().thenAccept(ending::complete);
        Session session = options.session();
        Recorder recorder;
        try {
            recorder = Awaited.get(Recorder.start(options.listeningOn(address.host(), address.port())));
        } catch (IOException e) {
            Sessions.discard(session);
            throw address.failure(e);
        }
        surroundings.out().println("wiretape: listening on " + address.url(recorder.port()));
        surroundings.out().flush();
        int code = ending.join();
        stop.cancel(false);
        Awaited.get(recorder.stop());
        surroundings.err().println("wiretape: " + summary(session));
        return code;
    }

    private Target target() {
        try {
            return Target.parse(target);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage(), e);
        }
    }

    private UnaryOperator<RecorderOptions> trust() {
        if (upstreamCa.isEmpty()) {
            return options -> options;
        }
        Path pem = new RecordingPath(surroundings).readable(upstreamCa.get());
        return options -> options.trusting(pem);
    }

    private void failed(RecordingFailure failure) {
        surroundings
                .err()
                .println("wiretape: RECORDING FAILED: " + failure.path() + " is incomplete, " + failure.reason()
                        + "; the traffic goes on.");
        if (onRecordError == OnRecordError.STOP) {
            ending.complete(ExitCode.RECORDING_FAILED);
        }
    }

    private static String summary(Session session) {
        long count = session.exchanges();
        if (count == 0) {
            Sessions.discard(session);
            return "nothing came in, nothing was recorded.";
        }
        String failures = session.failures() == 0 ? "" : "; RECORDING FAILED for " + session.failures() + " of them";
        return "recorded " + Count.of(count, "exchange") + " in " + session.folder() + failures + ".";
    }
}
