package dev.wiretape.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wiretape.sse.Event;
import dev.wiretape.sse.EventDecoder;
import dev.wiretape.sse.FrameSplitter;
import java.util.ArrayList;
import java.util.List;

/** A stream folded whole, and all that was said on the way; frames without an event count, too. */
record Fold(MessageFold fold, List<Change> changes, int frames) {

    static Fold of(String stream) {
        return of(stream.getBytes(UTF_8));
    }

    static Fold of(byte[] stream) {
        FrameSplitter splitter = new FrameSplitter();
        EventDecoder decoder = new EventDecoder();
        MessageFold fold = new MessageFold();
        List<Change> changes = new ArrayList<>();
        int[] frames = {0};
        splitter.feed(stream, 0, stream.length, (bytes, offset, length) -> {
            int frame = frames[0]++;
            decoder.decode(bytes, offset, length).ifPresent(event -> changes.add(fold.apply(frame, event)));
        });
        return new Fold(fold, changes, frames[0]);
    }

    /** Frames made of data lines, each named by its own type. */
    static Fold ofData(String... data) {
        return of(framed(data));
    }

    static String framed(String... data) {
        StringBuilder stream = new StringBuilder();
        for (String line : data) {
            String type = line.replaceFirst("(?s)^\\{\"type\"\\s*:\\s*\"([^\"]*)\".*", "$1");
            stream.append("event: ")
                    .append(type)
                    .append("\ndata: ")
                    .append(line)
                    .append("\n\n");
        }
        return stream.toString();
    }

    static List<Event> events(byte[] stream) {
        EventDecoder decoder = new EventDecoder();
        List<Event> events = new ArrayList<>();
        new FrameSplitter()
                .feed(
                        stream,
                        0,
                        stream.length,
                        (bytes, offset, length) ->
                                decoder.decode(bytes, offset, length).ifPresent(events::add));
        return events;
    }

    MessageSnapshot snapshot() {
        return fold.snapshot();
    }

    /** What was odd, in order, each as {@code frame:kind}. */
    List<String> odd() {
        List<String> odd = new ArrayList<>();
        for (Change change : changes) {
            change.oddities()
                    .forEach(o -> odd.add(change.frame() + ":" + o.kind().id()));
        }
        fold.end().forEach(o -> odd.add("end:" + o.kind().id()));
        return odd;
    }
}
