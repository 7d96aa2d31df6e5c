package dev.wiretape.samples;

import static dev.wiretape.samples.Json.object;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What goes wrong between the API and a program. */
final class BrokenSamples {
    private BrokenSamples() {}

    static List<Sample> all() {
        return List.of(errorEventMidStream(), resetMidFrame(), stallWithPings(), rateLimited(), bufferedByAGateway());
    }

    private static Sample errorEventMidStream() {
        MessageStream stream = MessageStream.start(31, "msg_01SampleLighthouse", 47)
                .openText("""
                        The keeper of the last lighthouse wrote one letter a week, and the sea, which could not read, \
                        carried them all to the same beach. There a girl collected them in the order of their arrival, \
                        which was not the order of their writing. So she learnt first how it ended: with a lamp that \
                        lit itself. Only years later did she learn how it began. "Dear sea," said the oldest letter, \
                        "today I counted the steps again, and there was one more than""")
                .error("overloaded_error", "Overloaded");
        return new Sample(
                "error-event-mid-stream",
                "In mid-sentence the API sends an `error` event (`overloaded_error`) and ends the body "
                        + "cleanly: status 200, no `message_stop`.",
                Requests.ask(600, "You tell stories.", "A story about a lighthouse keeper who writes letters."),
                Api.stream(8, Duration.ofMillis(890), stream.pieces()));
    }

    private static Sample resetMidFrame() {
        MessageStream stream = MessageStream.start(32, "msg_01SampleFox", 39)
                .openText("""
                        Once there was a fox who collected sounds. She kept the creak of a gate in a snail shell, the \
                        first thunder of May in a walnut, and, wrapped in moss, the small silence after an owl has \
                        passed. One evening a badger knocked who could not sleep. "What do you miss?" asked the fox. \
                        "The rain on my old roof," said the badger. The fox looked along her shelf, took down an acorn \
                        cup with a lid of birch bark, and as she lifted the lid, very softly, there""")
                .wait(Duration.ofMillis(34))
                .raw(
                        "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"typ");
        return new Sample(
                "reset-mid-frame",
                "The connection is reset in the middle of a frame: the bytes that came are kept, the client gets the "
                        + "same broken end.",
                Requests.ask(600, "You tell stories.", "A bedtime story about a fox, please."),
                Api.openStream(9, Duration.ofMillis(530), stream.pieces())
                        .pause(Duration.ofMillis(45))
                        .reset());
    }

    private static Sample stallWithPings() {
        MessageStream stream = MessageStream.start(33, "msg_01SampleNightWalk", 44)
                .openText("""
                        1. **Light.** A head torch and a spare battery, both tried at home.
                        2. **The way.** Walk it once by day; at night every""")
                .wait(Duration.ofMillis(2050))
                .ping()
                .wait(Duration.ofMillis(2010))
                .ping()
                .wait(Duration.ofMillis(2120))
                .moreText("""
                         junction looks like the last one.
                        3. **Word.** Tell somebody where you go and when you will be back, and then do be back.""")
                .blockStop()
                .stop("end_turn");
        return new Sample(
                "stall-with-pings",
                "Six seconds without a delta in the middle of a text; two pings show that the connection lived.",
                Requests.ask(400, "Answer with a list of three.", "What should I check before a night walk?"),
                Api.stream(10, Duration.ofMillis(610), stream.pieces()));
    }

    private static Sample rateLimited() {
        String error = Json.text(object(
                "type",
                "error",
                "error",
                object(
                        "type",
                        "rate_limit_error",
                        "message",
                        "This request would exceed the rate limit of 30,000 input tokens per minute of your organization."),
                "request_id",
                Api.requestId(11)));
        String fields = "retry-after: 7\r\nx-should-retry: true\r\n" + Api.rateLimit(12, 0);
        return new Sample(
                "rate-limited-429",
                "Status 429 with `retry-after: 7` and the rate-limit fields; a JSON error, no stream.",
                Requests.ask(1024, "You summarise.", "Summarise the minutes of the allotment society since 1921."),
                Api.json(11, Duration.ofMillis(120), "429 Too Many Requests", fields, error));
    }

    private static Sample bufferedByAGateway() {
        MessageStream stream =
                MessageStream.start(34, "msg_01SampleBuffered", 33).text("""
                        Knead less, wait more: a wet dough left overnight does the work for you. Fold it once in the \
                        morning, let it rise until it trembles, and bake it in a hot pot with the lid on.""").stop("end_turn");
        byte[] all = String.join(
                        "",
                        stream.pieces().stream()
                                .map(piece -> new String(piece.bytes(), UTF_8))
                                .toList())
                .getBytes(UTF_8);
        int half = all.length / 2;
        return new Sample(
                "buffered-by-a-gateway",
                "A gateway held the stream back and delivered it in two lumps after three seconds of nothing.",
                Requests.ask(300, "You are a baker.", "How do I bake bread without kneading?"),
                Api.stream(
                        12,
                        Duration.ofMillis(410),
                        List.of(
                                new Timed(Duration.ofMillis(2900), Arrays.copyOf(all, half)),
                                new Timed(Duration.ofMillis(9), Arrays.copyOfRange(all, half, all.length)))));
    }
}
