package dev.wiretape.cli;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Line;
import dev.wiretape.timeline.ExchangeReport;
import dev.wiretape.timeline.SessionExchange;
import dev.wiretape.timeline.SessionTimeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sessions whose exchanges a command came by. */
final class SessionsSeen {
    private final Map<String, SessionTimeline> sessions = new LinkedHashMap<>();

    /** What a session has to know of one exchange; gathered while that is read. */
    final class Gathering {
        private final Entry.Header header;
        private Optional<Entry.Request> request = Optional.empty();
        private Optional<Entry.Response> response = Optional.empty();
        private Optional<Entry.End> end = Optional.empty();

        private Gathering(Entry.Header header) {
            this.header = header;
        }

        void line(Line line) {
            if (line.entry() instanceof Entry.Request asked) {
                request = Optional.of(asked);
            } else if (line.entry() instanceof Entry.Response head) {
                response = Optional.of(head);
            } else if (line.entry() instanceof Entry.End ended) {
                end = Optional.of(ended);
            }
        }

        void end(ExchangeReport report) {
            sessions.computeIfAbsent(header.session(), name -> new SessionTimeline())
                    .add(header, request, response, end, report);
        }
    }

    /** The next exchange begins. */
    Gathering begin(Entry.Header header) {
        return new Gathering(header);
    }

    /** Sessions of more than one exchange, by name. */
    Map<String, List<SessionExchange>> several() {
        Map<String, List<SessionExchange>> several = new LinkedHashMap<>();
        sessions.forEach((name, timeline) -> {
            List<SessionExchange> exchanges = timeline.exchanges();
            if (exchanges.size() > 1) {
                several.put(name, exchanges);
            }
        });
        return several;
    }

    /** The numbers of the exchanges at these places. */
    static List<Long> numbers(List<SessionExchange> exchanges, List<Integer> places) {
        List<Long> numbers = new ArrayList<>();
        places.forEach(place -> numbers.add(exchanges.get(place).seq()));
        return numbers;
    }
}
