package dev.wiretape.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Framing and chunks that parsers stumble over. */
final class ChunkSamples {
    /** Long enough for what comes before it to be read by itself. */
    private static final Duration SHORT_GAP = Duration.ofMillis(12);

    private ChunkSamples() {}

    static List<Sample> all() {
        return List.of(crlfFraming(), emojiSplitAcrossChunks());
    }

    private static Sample crlfFraming() {
        MessageStream stream = MessageStream.start(41, "msg_01SampleSundial", 35)
                .raw(": relayed by an example gateway\n\n")
                .text("""
                        A sundial shows when the sun thinks it is noon. A clock shows when everybody agreed that it is. \
                        Four times a year the two are of one mind. In between the sun runs up to sixteen minutes ahead \
                        or falls fourteen behind, because the earth goes round it on an ellipse and leans while it does \
                        so. Gardeners side with the sundial, railways with the clock.""")
                .stop("end_turn");
        List<Timed> pieces = stream.pieces().stream()
                .map(piece -> Timed.of(piece.gap(), new String(piece.bytes(), UTF_8).replace("\n", "\r\n")))
                .toList();
        return new Sample(
                "crlf-framing",
                "Lines end in CR LF, as some gateways send them; a comment comes first, and chunks end between CR and LF.",
                Requests.ask(300, "Answer in one paragraph.", "Why do a sundial and a clock disagree?"),
                Api.stream(13, Duration.ofMillis(450), cutWhere(pieces, '\n', 0, 4)));
    }

    private static Sample emojiSplitAcrossChunks() {
        MessageStream stream =
                MessageStream.start(42, "msg_01SamplePicnic", 30).text("""
                        🧺 A picnic for two: 🥖 a long bread, 🧀 a short cheese, 🍓 too many strawberries. 🐜 The ants \
                        arrive at 15:04, as announced. 👩‍🌾 A farmer waves from the far side of the rye; naïve 🐦 sparrows \
                        applaud. ☂️ Then the first drop falls, and 🏃‍♀️🏃 everything is a race again. 🌈 Under the oak we count: two 🥤, \
                        one 🧢, no cheese. The ants 🐜🐜🐜 have signed for it. 乾杯 🥂""").stop("end_turn");
        return new Sample(
                "emoji-split-across-chunks",
                "Chunks end inside UTF-8 characters; a client that decodes each chunk for itself shows U+FFFD.",
                Requests.ask(300, "Use emoji generously.", "Describe a picnic 🧺"),
                Api.stream(14, Duration.ofMillis(590), cutWhere(stream.pieces(), (char) 0xF0, 2, 1)));
    }

    /** Cuts before or after each {@code nth} byte {@code b}: {@code after} bytes later, with a short gap between. */
    private static List<Timed> cutWhere(List<Timed> pieces, char b, int after, int nth) {
        List<Timed> cut = new ArrayList<>();
        int seen = 0;
        for (Timed piece : pieces) {
            byte[] bytes = piece.bytes();
            Duration gap = piece.gap();
            int start = 0;
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == (byte) b && ++seen % nth == 0) {
                    cut.add(new Timed(gap, Arrays.copyOfRange(bytes, start, i + after)));
                    start = i + after;
                    gap = SHORT_GAP;
                }
            }
            cut.add(new Timed(gap, Arrays.copyOfRange(bytes, start, bytes.length)));
        }
        return cut;
    }
}
