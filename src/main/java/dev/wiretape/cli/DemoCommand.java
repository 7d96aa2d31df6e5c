package dev.wiretape.cli;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.Recording;
import dev.wiretape.recording.Session;
import dev.wiretape.replay.Pace;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: API, recorder and client in one process, without a key and without a network. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "An embedded API replays a bundled recording, a client calls it through the recorder, and the frames are shown",
            "as they arrive. The new recording stays in 'recordings'.",
            "",
            "Examples:",
            "  wiretape demo",
            "  wiretape demo --out /tmp/tapes"
        })
final class DemoCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = RecordingPath.DEFAULT_OUT,
            description = "Where the session's folder is made. Default: ${DEFAULT-VALUE}.")
    private String out;

    @Option(
            names = {"-s", "--speed"},
            paramLabel = "N|max",
            defaultValue = "1",
            description = "How many times faster than recorded; max does not wait at all. Default: ${DEFAULT-VALUE}.")
    private String speed;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Pace pace = Speed.pace(speed, Optional.empty());
        Vertx vertx = EventLoops.start();
        try (BundledRecording bundled = BundledRecording.unpack();
                Session session = new Sessions(surroundings).create(out, failure -> {})) {
            try (DemoRig rig = DemoRig.start(vertx, bundled.file(), pace, session)) {
                if (BothEnds.areTerminal(surroundings)) {
                    onScreen(rig, bundled, session.folder());
                } else {
                    explain(rig, session.folder());
                    rig.ask(bundled.exchange());
                    new DemoScreen(surroundings.out(), session.folder()).follow();
                }
            }
            conclude(bundled, session);
            return ExitCode.DONE;
        } finally {
            Awaited.get(vertx.close());
        }
    }

    /** Live, in the terminal user interface. */
    private void onScreen(DemoRig rig, BundledRecording bundled, Path folder) throws IOException {
        CompletableFuture<Void> asked = CompletableFuture.runAsync(() -> {
            try {
                rig.ask(bundled.exchange());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        new LiveScreen(surroundings, folder, "the demonstration begins").show(true);
        asked.join();
        explain(rig, folder);
    }

    private void explain(DemoRig rig, Path folder) {
        surroundings.out().println("The API, a replay of a bundled recording: " + rig.apiUrl());
        surroundings.out().println("The recorder in front of it:              " + rig.recorderUrl());
        surroundings.out().println("What it records:                          " + folder);
        surroundings.out().println();
        surroundings.out().flush();
    }

    /** The proof: what was recorded is what was served. */
    private void conclude(BundledRecording bundled, Session session) throws IOException {
        Path file = RecordingPath.recordings(session.folder()).get(0);
        Optional<Entry.End> end = Recording.scan(file).exchanges().get(0).end();
        String served = bundled.exchange().end().orElseThrow().sha256();
        if (end.filter(e -> e.outcome().equals(Optional.of(Outcome.COMPLETE))).isEmpty()) {
            surroundings.out().println("The stream was left before its end.");
        } else if (end.get().sha256().equals(served)) {
            String hash = served.substring(0, 16);
            surroundings.out().println("The recording is byte for byte what the API sent (sha256 " + hash + "…).");
        } else {
            throw new CommandFailure(ExitCode.RECORDING_FAILED, file + " is not what was served");
        }
        surroundings.out().println();
        surroundings.out().println("Try next:");
        boolean standard = out.equals(RecordingPath.DEFAULT_OUT);
        String path = standard ? "last" : file.toString();
        surroundings.out().println("  ./wiretape view " + path);
        surroundings.out().println("  ./wiretape show " + path);
        surroundings
                .out()
                .println("  ./wiretape replay " + path
                        + "   and, in another terminal, a client with ANTHROPIC_BASE_URL=http://127.0.0.1:8788");
        surroundings
                .out()
                .println("  ./wiretape record          and a client with ANTHROPIC_BASE_URL=http://127.0.0.1:8787");
    }
}
