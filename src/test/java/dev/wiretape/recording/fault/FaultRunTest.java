package dev.wiretape.recording.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.Part;
import dev.wiretape.recording.Payload;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FaultRunTest {
    private static final String START = event("message_start", "\"message\":{}");
    private static final String OPEN = event("content_block_start", "\"index\":0");
    private static final String HELLO = event("content_block_delta", "\"index\":0,\"delta\":{\"text\":\"Hello\"}");
    private static final String PING = event("ping", "\"x\":1");
    private static final String WORLD = event("content_block_delta", "\"index\":1,\"delta\":{\"text\":\"w\u00f6rld\"}");
    private static final String AGAIN = event("content_block_delta", "\"index\":1,\"delta\":{\"text\":\"!\"}");
    private static final String STOP = event("message_stop", "\"y\":2");
    private static final List<String> ALL = List.of(START, OPEN, HELLO, PING, WORLD, AGAIN, STOP);
    private static final String BODY = String.join("", ALL);

    @Test
    void withoutFaultsTheBytesAreTheRecordedOnes() {
        assertThat(body(run("drop@event=ping,request=2"))).isEqualTo(BODY);
    }

    @Test
    void anEndingComesBeforeItsFrameOrAtItsByte() {
        List<Step> cut = run("cut@frame=2");
        assertThat(body(cut)).isEqualTo(START + OPEN);
        assertThat(end(cut).outcome()).contains(Outcome.COMPLETE);
        List<Step> reset = run("reset@byte=10");
        assertThat(body(reset)).isEqualTo(BODY.substring(0, 10));
        assertThat(end(reset).outcome()).contains(Outcome.UPSTREAM_RESET);
        List<Step> closed = run("close@event=message_stop");
        assertThat(body(closed)).isEqualTo(BODY.substring(0, BODY.length() - STOP.length()));
        assertThat(end(closed).outcome()).contains(Outcome.UPSTREAM_CLOSED);
    }

    @Test
    void everyByteCanBeAnEnd() {
        byte[] all = BODY.getBytes(UTF_8);
        for (int i = 0; i <= all.length; i++) {
            List<Step> steps = run("reset@byte=" + i);
            assertThat(bytes(steps)).as("cut at byte %d", i).isEqualTo(java.util.Arrays.copyOf(all, i));
            assertThat(end(steps).outcome()).as("outcome at byte %d", i).contains(Outcome.UPSTREAM_RESET);
        }
    }

    @Test
    void anErrorIsAnEventAndTheEnd() {
        List<Step> steps = run("error=overloaded_error@delta=2,block=1");

        assertThat(body(steps))
                .startsWith(START + OPEN + HELLO + PING + WORLD + "event: error\ndata: {\"type\":\"error\"")
                .contains("\"type\":\"overloaded_error\",\"message\":\"Overloaded\"", "\"request_id\":\"req_1\"")
                .endsWith("}\n\n");
        assertThat(end(steps).outcome()).contains(Outcome.COMPLETE);
    }

    @Test
    void aStatusComesInsteadOfTheStream() {
        List<Step> steps = run("status=429,30");

        Entry.Response head = (Entry.Response) steps.get(0).entry();
        assertThat(head.status()).isEqualTo(429);
        assertThat(Field.first(head.headers(), "retry-after")).contains("30");
        assertThat(body(steps)).startsWith("{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\"");
        assertThat(end(steps).outcome()).contains(Outcome.COMPLETE);
    }

    @Test
    void framesAreDroppedDoubledAndSwapped() {
        assertThat(body(run("drop@event=ping"))).isEqualTo(BODY.replace(PING, ""));
        assertThat(body(run("drop@event=content_block_delta,nth=2"))).isEqualTo(BODY.replace(WORLD, ""));
        assertThat(body(run("duplicate@block=1")))
                .isEqualTo(BODY.replace(WORLD + AGAIN, WORLD + WORLD + AGAIN + AGAIN));
        assertThat(body(run("swap@frame=2"))).isEqualTo(START + OPEN + PING + HELLO + WORLD + AGAIN + STOP);
        assertThat(body(run("swap@frame=6"))).isEqualTo(BODY);
        assertThat(body(run("unknown-event@frame=1")))
                .startsWith(START + "event: wiretape_unknown\n")
                .endsWith(OPEN + HELLO + PING + WORLD + AGAIN + STOP);
    }

    @Test
    void neighboursThatAreAllSwappedChangePlacesInPairs() {
        assertThat(body(run("swap@block=1"))).isEqualTo(START + OPEN + HELLO + PING + AGAIN + WORLD + STOP);
        assertThat(body(run("swap@p=1"))).isEqualTo(OPEN + START + PING + HELLO + AGAIN + WORLD + STOP);
    }

    @Test
    void aSwappedFrameStaysDroppedOrDoubled() {
        assertThat(body(run("swap@frame=2", "drop@frame=2"))).isEqualTo(BODY.replace(HELLO, ""));
        assertThat(body(run("drop@frame=2", "swap@frame=2"))).isEqualTo(BODY.replace(HELLO, ""));
        assertThat(body(run("duplicate@frame=2", "swap@frame=2")))
                .isEqualTo(START + OPEN + PING + HELLO + HELLO + WORLD + AGAIN + STOP);
    }

    @Test
    void whatNothingFollowsCannotBeSwapped() {
        FaultRun run = new Faults(FaultTest.faults("swap@frame=6").faults(), 7).run(1);
        lines().forEach(run::step);

        assertThat(run.happened()).isEmpty();
    }

    @Test
    void truncatedDataIsNeverWholeButForTheSpacesBehindIt() {
        String padded = "event: ping\ndata: {\"type\": \"ping\"}                              \n\n";
        for (int seed = 0; seed < 40; seed++) {
            byte[] cut = FrameChange.truncateJson(padded.getBytes(UTF_8), new java.util.SplittableRandom(seed));
            assertThat(new String(cut, UTF_8))
                    .as("seed %d", seed)
                    .doesNotContain("}")
                    .endsWith("\n\n");
        }
    }

    @Test
    void whichFaultIsNamedFirstIsNoMatterToSlicesAndEndsOfLines() {
        for (String end : List.of("reset@byte=100", "error=api_error@frame=3", "stall=2,pings@byte=100")) {
            assertThat(bytes(run("crlf", "slice=5", end)))
                    .as(end)
                    .isEqualTo(bytes(run(end, "slice=5", "crlf")))
                    .asString()
                    .doesNotContainPattern("(?<!\r)\n");
            assertThat(sizes(run(end, "slice=5", "crlf"))).as(end).allMatch(size -> size <= 5);
        }
        assertThat(body(run("unknown-event@frame=2", "crlf"))).doesNotContainPattern("(?<!\r)\n");
    }

    @Test
    void aBodyOfAKnownLengthHasNoneWhereItComesCleanlyToAnotherEnd() {
        for (String resized : List.of("cut@byte=3", "truncate-json@t=0", "duplicate@t=0", "drop@t=0", "crlf")) {
            List<Step> steps = json(resized);
            assertThat(length((Entry.Response) steps.get(0).entry()))
                    .as(resized)
                    .isEmpty();
            assertThat(bytes(steps)).as(resized).isNotEqualTo("[{}\n]".getBytes(UTF_8));
        }
        for (String same : List.of("reset@byte=3", "close@byte=3", "corrupt@byte=3", "slice=2", "latency=1")) {
            assertThat(length((Entry.Response) json(same).get(0).entry()))
                    .as(same)
                    .contains("5");
        }
    }

    @Test
    void aNarrowBandwidthIsAsNarrowWhateverTheSpeed() {
        Faults narrow = FaultTest.faults("bandwidth=1");
        long bytes = BODY.getBytes(UTF_8).length;

        List<Step> fast = steps(narrow.run(1, Sights.NONE, 10), lines());
        List<Step> unpaced = steps(narrow.run(1, Sights.NONE, Double.POSITIVE_INFINITY), lines());

        assertThat(end(fast).t()).as("recorded µs at ten times the speed").isGreaterThanOrEqualTo(bytes * 10_000);
        assertThat(unpaced.get(unpaced.size() - 1).delay()).isGreaterThanOrEqualTo(bytes * 1000);
        // From one slice of a frame to the next.
        List<Step> sliced =
                steps(FaultTest.faults("slice=50,0.5").run(1, Sights.NONE, Double.POSITIVE_INFINITY), lines());
        long gaps = ALL.stream()
                .mapToLong(frame -> (frame.getBytes(UTF_8).length - 1) / 50)
                .sum();
        assertThat(sliced.get(sliced.size() - 1).delay()).isEqualTo(gaps * 500_000);
    }

    @Test
    void bytesAreChangedWhereTheyAreMeantToBe() {
        String corrupted = body(run("corrupt@frame=0"));
        assertThat(corrupted).hasSameSizeAs(BODY).isNotEqualTo(BODY).endsWith(BODY.substring(START.length()));
        assertThat(bytes(run("corrupt@byte=9"))[9]).isNotEqualTo(BODY.getBytes(UTF_8)[9]);
        String truncated = body(run("truncate-json@frame=2"));
        assertThat(truncated)
                .hasSizeLessThan(BODY.length())
                .startsWith(START + OPEN + "event: content_block_delta\ndata: {");
        assertThat(truncated).endsWith("\n\n" + PING + WORLD + AGAIN + STOP);
        assertThat(body(run("crlf"))).isEqualTo(BODY.replace("\n", "\r\n"));
    }

    @Test
    void theSameSeedBreaksTheSameBytes() {
        String[] specs = {"corrupt@p=0.5", "drop@p=0.3", "truncate-json@p=0.3", "slice=3"};
        assertThat(run(11, specs)).isEqualTo(run(11, specs));
        assertThat(run(11, specs)).isNotEqualTo(run(12, specs));
    }

    @Test
    void chunksKeepTheirTimesUntilTheyAreCutAnew() {
        assertThat(chunks(run("crlf@frame=0"))).containsExactly("10:0", "20:0", "30:0", "40:0", "41:0", "60:0", "70:0");
        List<Step> sliced = run("slice=7");
        assertThat(sizes(sliced)).allMatch(size -> size <= 7);
        assertThat(body(sliced)).isEqualTo(BODY);
        List<Step> joined = run("coalesce");
        assertThat(chunks(joined)).containsExactly("70:0");
        assertThat(body(joined)).isEqualTo(BODY);
    }

    @Test
    void whatIsLateDelaysWhatFollows() {
        assertThat(chunks(run("stall=2@frame=2")))
                .containsExactly("10:0", "20:0", "30:2000000", "40:2000000", "41:2000000", "60:2000000", "70:2000000");
        assertThat(chunks(run("latency=0.5"))).allMatch(chunk -> chunk.endsWith(":500000"));
        List<Step> pinging = run("stall=2.5,pings@frame=2");
        assertThat(chunks(pinging)).startsWith("10:0", "20:0", "30:1000000", "30:2000000", "30:2500000");
        List<Step> slow = run("bandwidth=1");
        Entry.Body last = (Entry.Body) slow.get(slow.size() - 2).entry();
        assertThat(last.t()).isGreaterThanOrEqualTo(BODY.getBytes(UTF_8).length * 1000L);
    }

    private static String event(String type, String members) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + members + "}\n\n";
    }

    private static List<Step> run(String... specs) {
        return run(7, specs);
    }

    private static List<Step> run(long seed, String... specs) {
        return steps(new Faults(FaultTest.faults(specs).faults(), seed).run(1), lines());
    }

    private static Optional<String> length(Entry.Response head) {
        return Field.first(head.headers(), "content-length");
    }

    /** What faults leave of an answer that is no stream. */
    private static List<Step> json(String spec) {
        List<Field> fields = List.of(new Field("content-type", "application/json"), new Field("content-length", "5"));
        return steps(
                FaultTest.faults(spec).run(1),
                List.of(
                        new Entry.Response(5, 200, "OK", "1.1", fields, Optional.empty(), false),
                        new Entry.Body(6, Payload.of("[{}\n]")),
                        new Entry.End(7, Outcome.COMPLETE, 0, 5, "", "")));
    }

    private static List<Step> steps(FaultRun run, List<Entry> lines) {
        List<Step> steps = new ArrayList<>();
        lines.forEach(line -> steps.addAll(run.step(line)));
        assertThat(run.isOver()).isTrue();
        return steps;
    }

    private static List<Entry> lines() {
        List<Entry> lines = new ArrayList<>();
        List<Field> fields = List.of(new Field("content-type", "text/event-stream"), new Field("request-id", "req_1"));
        lines.add(new Entry.Response(5, 200, "OK", "1.1", fields, Optional.empty(), false));
        for (int n = 0; n < ALL.size(); n++) {
            Payload raw = Payload.of(ALL.get(n));
            long t = 10L * (n + 1);
            // The fifth came in two chunks, of which the first brought the fourth as well.
            List<Part> parts = n == 4 ? List.of(new Part(4, 40), new Part(raw.size() - 4, 41)) : List.of();
            lines.add(new Entry.Frame(n == 4 ? 41 : t, n, raw, parts));
        }
        lines.add(new Entry.End(80, Outcome.COMPLETE, ALL.size(), BODY.length(), "", ""));
        return lines;
    }

    private static byte[] bytes(List<Step> steps) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        bodies(steps).forEach(chunk -> body.writeBytes(chunk.bytes().toBytes()));
        return body.toByteArray();
    }

    private static String body(List<Step> steps) {
        return new String(bytes(steps), UTF_8);
    }

    private static List<Integer> sizes(List<Step> steps) {
        return bodies(steps).stream().map(chunk -> chunk.bytes().size()).toList();
    }

    private static List<Entry.Body> bodies(List<Step> steps) {
        return steps.stream()
                .map(Step::entry)
                .filter(Entry.Body.class::isInstance)
                .map(Entry.Body.class::cast)
                .toList();
    }

    private static List<String> chunks(List<Step> steps) {
        return steps.stream()
                .filter(step -> step.entry() instanceof Entry.Body)
                .map(step -> ((Entry.Body) step.entry()).t() + ":" + step.delay())
                .toList();
    }

    private static Entry.End end(List<Step> steps) {
        return (Entry.End) steps.get(steps.size() - 1).entry();
    }
}
