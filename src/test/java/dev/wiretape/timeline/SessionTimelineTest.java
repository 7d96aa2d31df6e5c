package dev.wiretape.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.Payload;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SessionTimelineTest {
    private static final String ASKED = "{\"model\":\"m\",\"stream\":true,\"messages\":[1]}";

    private final SessionTimeline session = new SessionTimeline();

    /** An exchange that begins at {@code t0} and lasts a second. */
    private void add(long t0, String body, String stream, Outcome outcome) {
        Exchanges exchange = Exchanges.begun()
                .request(body)
                .response(200, "text/event-stream")
                .frames(stream)
                .at(1_000_000)
                .end(outcome);
        List<Entry> entries = exchange.entries();
        session.add(
                new Entry.Header(1, "id", "session", session.exchanges().size() + 1, "", t0, "target", "test", true),
                first(entries, Entry.Request.class),
                first(entries, Entry.Response.class),
                first(entries, Entry.End.class),
                exchange.report());
    }

    private static <E extends Entry> Optional<E> first(List<Entry> entries, Class<E> kind) {
        return entries.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    @Test
    void aRequestRepeatedAfterAFailedOneIsItsRetryAndSaysWhatHadBeenDelivered() {
        String begun = Streams.START + Streams.textStart(0) + Streams.text(0, "Hello");
        add(0, ASKED, begun, Outcome.UPSTREAM_RESET);
        add(1_500_000, ASKED, Streams.clean(), Outcome.COMPLETE);

        List<SessionExchange> exchanges = session.exchanges();

        assertThat(exchanges.get(1).retryOf()).hasValue(0);
        assertThat(exchanges.get(0).failed()).isTrue();
        assertThat(exchanges.get(0).frames()).isEqualTo(3);
        assertThat(exchanges.get(0).contentBytes()).isEqualTo(5);
        assertThat(exchanges.get(1).failed()).isFalse();
    }

    @Test
    void theFallbackWithoutStreamingIsARetryToo() {
        add(0, ASKED, Streams.START, Outcome.COMPLETE);
        add(2_000_000, ASKED.replace("\"stream\":true", "\"stream\":false"), Streams.clean(), Outcome.COMPLETE);
        assertThat(session.exchanges().get(1).retryOf()).hasValue(0);
    }

    @Test
    void aChainOfRetriesPointsToTheOneBefore() {
        add(0, ASKED, Streams.START, Outcome.UPSTREAM_CLOSED);
        add(2_000_000, ASKED, Streams.START, Outcome.UPSTREAM_CLOSED);
        add(4_000_000, ASKED, Streams.clean(), Outcome.COMPLETE);
        assertThat(session.exchanges().stream().map(e -> e.retryOf().orElse(-1)))
                .containsExactly(-1, 0, 1);
    }

    @Test
    void theSameRequestAfterASuccessIsNoRetry() {
        add(0, ASKED, Streams.clean(), Outcome.COMPLETE);
        add(2_000_000, ASKED, Streams.clean(), Outcome.COMPLETE);
        assertThat(session.exchanges().get(1).retryOf()).isEmpty();
    }

    @Test
    void anotherRequestAndOneThatBeganBeforeTheFailureAreNoRetries() {
        add(0, ASKED, Streams.START, Outcome.UPSTREAM_RESET);
        add(500_000, ASKED, Streams.clean(), Outcome.COMPLETE);
        add(2_000_000, ASKED.replace("[1]", "[2]"), Streams.clean(), Outcome.COMPLETE);
        assertThat(session.exchanges()).allMatch(exchange -> exchange.retryOf().isEmpty());
    }

    @Test
    void concurrentExchangesStandOnOneAxis() {
        add(0, ASKED, Streams.clean(), Outcome.COMPLETE);
        add(400_000, ASKED, Streams.clean(), Outcome.COMPLETE);
        add(1_200_000, ASKED, Streams.clean(), Outcome.COMPLETE);
        add(3_000_000, ASKED, Streams.clean(), Outcome.COMPLETE);
        assertThat(session.exchanges().stream().map(SessionExchange::concurrent))
                .containsExactly(List.of(1), List.of(0, 2), List.of(1), List.of());
        assertThat(session.exchanges().get(2).end()).hasValue(2_200_000);
    }

    @Test
    void aBodyThatIsNoJsonIsComparedAsItIs() {
        Entry.Request one = Exchanges.begun().request("gzip?").entries().stream()
                .filter(Entry.Request.class::isInstance)
                .map(Entry.Request.class::cast)
                .findFirst()
                .orElseThrow();
        Entry.Request other =
                new Entry.Request(9, one.method(), one.url() + "&x", one.http(), one.headers(), Payload.of("gzip?"));
        assertThat(RequestKey.of(other)).isEqualTo(RequestKey.of(one));
    }
}
