package dev.wiretape.recording.intake;

import dev.wiretape.recording.ExchangeRecorder;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.LineBuffer;
import dev.wiretape.recording.Origin;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.Session;
import dev.wiretape.recording.coding.ContentDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Records what {@code curl -i} printed: one head or several (interim responses, a proxy's answer to CONNECT, redirects
 * that were followed), then the body of the last one.
 */
final class HttpIntake {
    private static final int BUFFER = 64 * 1024;

    private final Session session;
    private final LineBuffer lines;
    private final List<String> notices;

    HttpIntake(Session session, LineBuffer lines, List<String> notices) {
        this.session = session;
        this.lines = lines;
        this.notices = notices;
    }

    void read(InputStream in, String name) throws IOException {
        skipBlank(in);
        ExchangeRecorder recorder = session.imported(name, Origin.UNKNOWN, () -> 0, lines);
        HttpHead head = HttpHead.read(in);
        while (HttpHead.follows(in)) {
            if (head.status() < 200) {
                recorder.interim(head.status(), head.fields());
            } else {
                notices.add("left out the head of an earlier response, with status " + head.status());
            }
            head = HttpHead.read(in);
        }
        body(in, head, recorder);
        recorder.end(Outcome.COMPLETE, StreamIntake.END_UNKNOWN);
    }

    /** With {@code --compressed} curl decodes the body and still prints the coding's header. */
    private static void body(InputStream in, HttpHead head, ExchangeRecorder recorder) throws IOException {
        Optional<String> coding = Field.first(head.fields(), "content-encoding")
                .filter(value -> !ContentDecoder.codings(value).isEmpty());
        boolean encoded = coding.isPresent() && !isText(in);
        Optional<ContentDecoder> decoder = encoded ? ContentDecoder.of(coding.get()) : Optional.empty();
        if (encoded && decoder.isEmpty()) {
            recorder.response(head.status(), head.reason(), head.http(), head.fields());
            StreamIntake.body(in, new FrameFeed(recorder));
            return;
        }
        recorder.decodedResponse(head.status(), head.reason(), head.http(), head.fields());
        FrameFeed feed = new FrameFeed(recorder);
        if (decoder.isPresent()) {
            decoded(in, decoder.get(), feed);
        } else {
            StreamIntake.body(in, feed);
        }
    }

    private static void decoded(InputStream in, ContentDecoder decoder, FrameFeed feed) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (decoder) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                decoder.decode(buffer, 0, read, feed::add);
            }
        } catch (IOException e) {
            throw new NotAStreamException("has a body that is not in the coding its head says: it " + e.getMessage());
        }
        feed.end();
    }

    /** Whether the body begins as text does; no content coding begins so. */
    private static boolean isText(InputStream in) throws IOException {
        in.mark(8);
        byte[] next = in.readNBytes(4);
        in.reset();
        for (byte b : next) {
            if (b < ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    private static void skipBlank(InputStream in) throws IOException {
        do {
            in.mark(1);
        } while (Character.isWhitespace(in.read()));
        in.reset();
    }
}
