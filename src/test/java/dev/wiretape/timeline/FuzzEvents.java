package dev.wiretape.timeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.wiretape.message.MessageFold;
import dev.wiretape.message.MessageJson;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Payload;
import dev.wiretape.sse.EventDecoder;
import dev.wiretape.sse.FrameSplitter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Any bytes as a message that streams in: folded and looked at to the end, and the message so far is always JSON. */
public final class FuzzEvents {
    private static final JsonFactory JSON = new JsonFactory();

    private FuzzEvents() {}

    /** The entry point that Jazzer knows. */
    public static void fuzzerTestOneInput(byte[] data) {
        MessageFold fold = new MessageFold();
        Inspection inspection = new Inspection();
        inspection.add(new Entry.Response(
                0, 200, "", "1.1", List.of(new Field("content-type", "text/event-stream")), Optional.empty(), false));
        EventDecoder decoder = new EventDecoder();
        FrameSplitter splitter = new FrameSplitter();
        int[] frames = {0};
        splitter.feed(data, 0, data.length, (raw, at, length) -> {
            int n = frames[0]++;
            decoder.decode(raw, at, length).ifPresent(event -> fold.apply(n, event));
            inspection.add(new Entry.Frame(n, n, Payload.of(raw, at, length), List.of()));
        });
        fold.end();
        requireJson(MessageJson.of(fold.snapshotAt(frames[0] / 2)));
        requireJson(MessageJson.of(fold.snapshot()));
        for (Finding finding : inspection.report().findings()) {
            if (finding.message().codePoints().anyMatch(Character::isISOControl)) {
                throw new AssertionError("a control character in: " + finding);
            }
        }
    }

    private static void requireJson(String message) {
        try (JsonParser parser = JSON.createParser(message)) {
            parser.nextToken();
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new AssertionError("more than one value: " + message);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(message, e);
        }
    }
}
