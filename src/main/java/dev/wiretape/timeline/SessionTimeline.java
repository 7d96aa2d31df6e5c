package dev.wiretape.timeline;

import dev.wiretape.message.MessageSnapshot;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Lays the exchanges of a session on one time axis and finds those that repeat one that failed. Not thread-safe; what it
 * returns is immutable.
 */
public final class SessionTimeline {
    private final List<SessionExchange> exchanges = new ArrayList<>();
    private final Map<String, List<Integer>> byRequest = new HashMap<>();

    /** A session without exchanges. */
    public SessionTimeline() {}

    /** Adds an exchange; they come in the order in which they began. */
    public void add(
            Entry.Header header,
            Optional<Entry.Request> request,
            Optional<Entry.Response> response,
            Optional<Entry.End> end,
            ExchangeReport report) {
        int place = exchanges.size();
        Optional<String> key = request.map(RequestKey::of);
        OptionalLong ended = header.timed() && end.isPresent()
                ? OptionalLong.of(header.t0() + end.get().t())
                : OptionalLong.empty();
        exchanges.add(new SessionExchange(
                place,
                header.seq(),
                header.t0(),
                ended,
                end.isPresent() && failed(response, end.get(), report),
                header.timed() ? retried(key, header.t0()) : OptionalInt.empty(),
                List.of(),
                report.timings().frames(),
                report.timings().blocks().stream().mapToLong(BlockSpan::bytes).sum()));
        key.ifPresent(known ->
                byRequest.computeIfAbsent(known, k -> new ArrayList<>()).add(place));
    }

    /** The exchanges so far. */
    public List<SessionExchange> exchanges() {
        return exchanges.stream().map(this::withConcurrent).toList();
    }

    private SessionExchange withConcurrent(SessionExchange exchange) {
        return exchange.among(exchanges.stream()
                .filter(other -> other.place() != exchange.place())
                .filter(other -> other.end().isPresent() && exchange.end().isPresent())
                .filter(exchange::overlaps)
                .map(SessionExchange::place)
                .toList());
    }

    private OptionalInt retried(Optional<String> key, long start) {
        List<Integer> same = key.map(k -> byRequest.getOrDefault(k, List.of())).orElse(List.of());
        for (int i = same.size() - 1; i >= 0; i--) {
            SessionExchange before = exchanges.get(same.get(i));
            if (before.end().isPresent() && before.end().getAsLong() <= start) {
                return before.failed() ? OptionalInt.of(before.place()) : OptionalInt.empty();
            }
        }
        return OptionalInt.empty();
    }

    private static boolean failed(Optional<Entry.Response> response, Entry.End end, ExchangeReport report) {
        boolean success = response.filter(head -> head.status() >= 200 && head.status() < 300)
                .isPresent();
        boolean whole =
                end.outcome().filter(outcome -> outcome == Outcome.COMPLETE).isPresent();
        boolean said = report.message().map(SessionTimeline::isWhole).orElse(true);
        return !success || !whole || !said;
    }

    private static boolean isWhole(MessageSnapshot message) {
        return message.stopped() && message.error().isEmpty();
    }
}
