package dev.wiretape.cli.diff;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Exchange;
import dev.wiretape.recording.Line;
import dev.wiretape.recording.RecordingReader;
import dev.wiretape.sse.Event;
import dev.wiretape.sse.EventDecoder;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Compares events in order: how many of each type there are, and the first that differs. */
final class EventsDiff {
    private EventsDiff() {}

    static List<Difference> of(Exchange a, Exchange b) throws IOException {
        List<Difference> found = new ArrayList<>();
        Map<String, long[]> counts = new TreeMap<>();
        try (Events first = new Events(a);
                Events second = new Events(b)) {
            boolean same = true;
            int number = 0;
            Optional<Event> fromA = first.next();
            Optional<Event> fromB = second.next();
            while (fromA.isPresent() || fromB.isPresent()) {
                fromA.ifPresent(event -> counts.computeIfAbsent(event.type(), type -> new long[2])[0]++);
                fromB.ifPresent(event -> counts.computeIfAbsent(event.type(), type -> new long[2])[1]++);
                if (same && !equal(fromA, fromB)) {
                    same = false;
                    found.add(difference(number, fromA, fromB));
                }
                number++;
                fromA = first.next();
                fromB = second.next();
            }
        }
        counts.forEach((type, count) -> {
            if (count[0] != count[1]) {
                found.add(new Difference("number of " + type, Long.toString(count[0]), Long.toString(count[1])));
            }
        });
        return found;
    }

    private static boolean equal(Optional<Event> a, Optional<Event> b) {
        return a.map(Event::type).equals(b.map(Event::type))
                && a.map(Event::data).equals(b.map(Event::data));
    }

    private static Difference difference(int number, Optional<Event> a, Optional<Event> b) {
        String fromA = a.map(event -> event.type() + " " + event.data()).orElse(Difference.NOTHING);
        String fromB = b.map(event -> event.type() + " " + event.data()).orElse(Difference.NOTHING);
        int at = Excerpt.parting(fromA, fromB);
        String type = a.map(Event::type)
                .filter(t -> at > t.length())
                .map(t -> " " + t)
                .orElse("");
        return new Difference("event " + number + type, Excerpt.around(fromA, at), Excerpt.around(fromB, at));
    }

    /** The events of an exchange, one after the other. */
    private static final class Events implements Closeable {
        private final RecordingReader reader;
        private final EventDecoder decoder = new EventDecoder();

        private Events(Exchange exchange) throws IOException {
            this.reader = exchange.open();
        }

        private Optional<Event> next() throws IOException {
            for (Optional<Line> line = SoundLines.next(reader); line.isPresent(); line = SoundLines.next(reader)) {
                if (line.get().entry() instanceof Entry.Frame frame) {
                    Optional<Event> event = decoder.decode(frame.raw().toBytes());
                    if (event.isPresent()) {
                        return event;
                    }
                }
            }
            return Optional.empty();
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
