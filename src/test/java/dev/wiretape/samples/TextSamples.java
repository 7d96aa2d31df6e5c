package dev.wiretape.samples;

import static dev.wiretape.samples.Json.object;

import java.time.Duration;
import java.util.List;

/** Answers that come through as they should. */
final class TextSamples {
    private TextSamples() {}

    static List<Sample> all() {
        return List.of(plainText(), thinkingThenText(), refusal(), nonStreaming());
    }

    private static Sample plainText() {
        MessageStream stream =
                MessageStream.start(11, "msg_01SampleGlowingSea", 41).text("""
                        Because it is alive. The light comes from dinoflagellates, plankton of a single cell each. When a \
                        wave, a fish or your paddle squeezes them, a compound called luciferin reacts with oxygen, and \
                        within some 15 milliseconds the cell lets go of one blue flash.

                        Blue is no accident: it is the colour that travels farthest through water. The flash startles \
                        whatever is nibbling at the plankton, and it shows the nibbler to something larger. So a glowing \
                        breaker is a few million very small burglar alarms, all going off at once.""").stop("end_turn");
        return new Sample(
                "plain-text",
                "One text block, as most answers are. Look here first.",
                Requests.ask(
                        400, "Answer in two short paragraphs.", "Why does the sea glow blue at night in some places?"),
                Api.stream(1, Duration.ofMillis(640), stream.pieces()));
    }

    private static Sample thinkingThenText() {
        MessageStream stream = MessageStream.start(12, "msg_01SampleTwoJugs", 78)
                .thinking("""
                        Jugs of 5 and 3 litres, and 4 wanted. Fill the 5, pour into the 3: 2 left in the 5. Empty the 3, \
                        move the 2 over. Fill the 5 again; the 3 has room for just 1 more. 5 - 1 = 4. That is six moves. \
                        From the other side, starting with the 3, it takes eight. Six it is.""", "RXhhbXBsZSBzaWduYXR1cmUgb2YgYSBzYW1wbGUgcmVjb3JkaW5nOyBpdCBzaWducyBub3RoaW5nLg==")
                .wait(Duration.ofMillis(210))
                .text("""
                        Six moves:

                        1. Fill the 5-litre jug.
                        2. Pour it into the 3-litre jug; 2 litres stay behind.
                        3. Empty the 3-litre jug.
                        4. Pour the 2 litres into it.
                        5. Fill the 5-litre jug again.
                        6. Top up the 3-litre jug, which takes exactly 1 litre.

                        What is left in the large jug is **4 litres**.""")
                .stop("end_turn");
        return new Sample(
                "thinking-then-text",
                "A thinking block with its signature, then the answer. Compressed with gzip on the wire.",
                Requests.ask(
                        2048,
                        "You are a patient puzzle solver.",
                        "I have a 5-litre jug, a 3-litre jug and a tap. How do I measure exactly 4 litres?",
                        "\"thinking\": {\"type\": \"enabled\", \"budget_tokens\": 1024}"),
                Api.gzipStream(2, Duration.ofMillis(820), stream.pieces()));
    }

    private static Sample refusal() {
        MessageStream stream = MessageStream.start(13, "msg_01SampleRefusal", 36)
                .openText("""
                        Before I write anything: do you mean a training mail that your security team has agreed to, with \
                        a line at the end that says so? Without that, what you describe would be a message that looks \
                        like it came""")
                .wait(Duration.ofMillis(180))
                .blockStop()
                .stop(object(
                        "stop_reason",
                        "refusal",
                        "stop_sequence",
                        null,
                        "stop_details",
                        object(
                                "type",
                                "refusal",
                                "category",
                                "cyber",
                                "explanation",
                                "The request asks for help with deceiving people.")));
        return new Sample(
                "refusal",
                "The answer begins, then the API stops it: `stop_reason` is `refusal`, the text ends in mid-sentence.",
                Requests.ask(
                        300,
                        "You write short mails.",
                        "Write a mail that makes my colleagues believe I am their bank."),
                Api.stream(3, Duration.ofMillis(570), stream.pieces()));
    }

    private static Sample nonStreaming() {
        String haiku = "Rain on the saddle —\nthe bicycle remembers\nevery hill we climbed.";
        String answer = Json.text(object(
                "model",
                Api.MODEL,
                "id",
                "msg_01SampleHaiku",
                "type",
                "message",
                "role",
                "assistant",
                "content",
                List.of(object("type", "text", "text", haiku)),
                "stop_reason",
                "end_turn",
                "stop_sequence",
                null,
                "usage",
                object("input_tokens", 22, "output_tokens", 24, "service_tier", "standard")));
        return new Sample(
                "non-streaming",
                "`stream` is false: the whole message in one JSON body, no frames.",
                Requests.askWhole(100, "You are a poet.", "A haiku about an old bicycle, please."),
                Api.json(4, Duration.ofMillis(2140), "200 OK", Api.rateLimit(48, 28000), answer));
    }
}
