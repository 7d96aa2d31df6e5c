package dev.wiretape.cli;

import dev.wiretape.access.Door;
import dev.wiretape.proxy.Recorder;
import dev.wiretape.proxy.RecorderOptions;
import dev.wiretape.proxy.Target;
import dev.wiretape.recording.RecordingFailure;
import dev.wiretape.recording.Session;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code record}: the relay that records. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Prints one line when it is ready, 'wiretape: listening on http://127.0.0.1:PORT', and records until Ctrl-C.",
            "Point the client there, with ANTHROPIC_BASE_URL for instance, or with HTTPS_PROXY: then requests for",
            "api.anthropic.com go to --target as well; see 'wiretape env --via proxy'.",
            "",
            "Examples:",
            "  wiretape record",
            "  wiretape record --listen 127.0.0.1:0 --target http://127.0.0.1:8788 --out /tmp/tapes",
            "  wiretape record --fault error=overloaded_error@frame=20,p=0.1 --seed 3"
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

    @Mixin
    private RemoteOptions remote = new RemoteOptions();

    @Mixin
    private RecorderSettings settings = new RecorderSettings();

    @Option(
            names = "--tui",
            description = "Show in the terminal what is recorded, as it comes; quitting the screen stops recording.")
    private boolean tui;

    private volatile Optional<ScreenProcess> screen = Optional.empty();

    RecordCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        if (tui) {
            LiveScreen.require(surroundings, "--tui needs a terminal", "last");
        }
        ListenAddress address = remote.address(listen);
        Target upstream = settings.target(Optional.empty());
        address.requireOther(upstream);
        try (Session session = settings.session(surroundings, this::failed)) {
            int code = record(
                    address, settings.options(surroundings, upstream, session).telling(this::tell));
            return session.failures() > 0 ? ExitCode.RECORDING_FAILED : code;
        }
    }

    private int record(ListenAddress address, RecorderOptions options) throws IOException {
        Optional<Door> door = remote.door(surroundings);
        CompletableFuture<Void> stop = surroundings.stop().asked().thenAccept(ending::complete);
        Session session = options.session();
        Recorder recorder;
        try {
            recorder =
                    Awaited.get(Recorder.start(admitting(door, options).listeningOn(address.host(), address.port())));
        } catch (IOException e) {
            Sessions.discard(session);
            throw address.failure(e);
        }
        String url = address.url(recorder.port());
        if (tui) {
            watch(session, "listening on " + url + ": point ANTHROPIC_BASE_URL there");
        }
        if (!ending.isDone()) {
            surroundings.out().println("wiretape: listening on " + url);
            surroundings.out().flush();
        }
        int code = ending.join();
        stop.cancel(false);
        Awaited.get(recorder.stop());
        surroundings.err().println("wiretape: " + summary(session));
        return code;
    }

    private static RecorderOptions admitting(Optional<Door> door, RecorderOptions options) {
        return door.map(options::admitting).orElse(options);
    }

    /** Shows the session; whoever ends the screen ends the recording, and the other way round. A broken screen ends nothing. */
    private void watch(Session session, String hint) throws IOException {
        ScreenProcess watching = ScreenProcess.start(session.folder(), hint);
        screen = Optional.of(watching);
        CompletableFuture<Void> quitting = ending.thenRun(watching::quit);
        int code = watching.await();
        quitting.cancel(false);
        screen = Optional.empty();
        if (code == ExitCode.DONE) {
            ending.complete(ExitCode.DONE);
        } else if (!ending.isDone()) {
            surroundings
                    .err()
                    .println("wiretape: the screen has broken (status " + code
                            + "), recording goes on; Ctrl-C ends it, 'wiretape view' shows it.");
        }
    }

    private void tell(String notice) {
        say("wiretape: " + notice);
    }

    private void say(String words) {
        screen.ifPresentOrElse(s -> s.tell(words), () -> surroundings.err().println(words));
    }

    private void failed(RecordingFailure failure) {
        say(RecorderSettings.words(failure));
        if (settings.stopsOnRecordError()) {
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
