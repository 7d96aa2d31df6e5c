package dev.wiretape.cli;

import dev.wiretape.recording.Session;
import dev.wiretape.replay.Notice;
import dev.wiretape.replay.Replay;
import dev.wiretape.replay.ReplayOptions;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Shows what a replay serves, and takes orders for it: the answers are recorded while they are sent, and that is shown. */
final class ServedScreen implements AutoCloseable {
    private final Surroundings surroundings;
    private final TemporaryFolder folder = TemporaryFolder.create();
    private final Session session;
    private volatile Optional<LiveScreen> screen = Optional.empty();

    ServedScreen(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.session = new Sessions(surroundings)
                .create(folder.path().toString(), failure -> tell("cannot be shown: " + failure.reason()));
    }

    /** The same options for a replay that is shown. */
    ReplayOptions shown(ReplayOptions options) {
        return options.recordedIn(session).listener(notice -> {
            // The list says as much, and the bottom line has what comes next.
            if (options.explains() || !(notice instanceof Notice.Served)) {
                tell(notice.line());
            }
        });
    }

    /** Returns when the user or a signal has ended it. */
    int show(Replay replay, String url, CompletableFuture<Integer> asked) throws IOException {
        LiveScreen watching = new LiveScreen(
                surroundings,
                session.folder(),
                "listening on " + url + ": point ANTHROPIC_BASE_URL there",
                Optional.of(new ReplayRemote(replay.control(), new RecordingPath(surroundings).path(""))));
        screen = Optional.of(watching);
        CompletableFuture<Void> quitting = asked.thenRun(watching::quit);
        watching.show(false);
        quitting.cancel(false);
        screen = Optional.empty();
        return asked.getNow(ExitCode.DONE);
    }

    @Override
    public void close() {
        session.close();
        folder.close();
    }

    private void tell(String sentence) {
        screen.ifPresentOrElse(
                showing -> showing.tell(sentence), () -> surroundings.err().println(sentence));
    }
}
