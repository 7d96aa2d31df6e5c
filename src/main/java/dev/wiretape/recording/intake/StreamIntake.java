package dev.wiretape.recording.intake;

import dev.wiretape.recording.ExchangeRecorder;
import dev.wiretape.recording.LineBuffer;
import dev.wiretape.recording.Origin;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.Session;
import java.io.IOException;
import java.io.InputStream;

/** Records the bare body of an event stream: no request, no head, no times. */
final class StreamIntake {
    /** The end line needs an outcome; this is why it is a guess. */
    static final String END_UNKNOWN = "imported: how the transport ended is not known";

    private static final int BUFFER = 64 * 1024;

    private final Session session;
    private final LineBuffer lines;

    StreamIntake(Session session, LineBuffer lines) {
        this.session = session;
        this.lines = lines;
    }

    void read(InputStream in, String name) throws IOException {
        ExchangeRecorder recorder = session.imported(name, Origin.UNKNOWN, () -> 0, lines);
        recorder.headlessEventStream();
        body(in, new FrameFeed(recorder));
        recorder.end(Outcome.COMPLETE, END_UNKNOWN);
    }

    /** Hands all that is left to the feed. */
    static void body(InputStream in, FrameFeed feed) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            feed.add(buffer, 0, read);
        }
        feed.end();
    }
}
