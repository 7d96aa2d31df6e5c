package dev.wiretape.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wiretape.message.MessageFold;
import dev.wiretape.message.MessageJson;
import dev.wiretape.message.MessageSnapshot;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Payload;
import dev.wiretape.recording.fault.ApiError;
import dev.wiretape.sse.EventDecoder;
import dev.wiretape.sse.FrameSplitter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A recorded answer in the shape that is asked for: the assembled message where a client wants no stream (agents fall
 * back so after a broken one), a stream where only the message was recorded.
 */
final class Reshaped {
    /** What is told of such an answer. */
    static final String WHY = "in the shape that was asked for";

    private static final long LARGEST = 64 << 20;

    private final List<Cue> recorded;
    private final Cue.Head head;
    private final Cue.Finish finish;

    private Reshaped(List<Cue> recorded, Cue.Head head, Cue.Finish finish) {
        this.recorded = recorded;
        this.head = head;
        this.finish = finish;
    }

    /** The cues of the other shape; empty where the recorded one is what is asked for, or there is no other. */
    static Optional<List<Cue>> of(Asked asked, Match.Found found, Shelf shelf) throws IOException {
        boolean conversation = asked.turn().isPresent() && found.how() != Match.How.IN_SEQUENCE;
        boolean wanted = asked.stream().orElse(false);
        Optional<Boolean> sent =
                found.take().asked().map(recorded -> recorded.stream().orElse(false));
        if (!conversation || sent.filter(stream -> stream == wanted).isPresent()) {
            return Optional.empty();
        }
        try (Reel reel = shelf.open(found.take())) {
            return reel.rest(LARGEST).flatMap(cues -> of(cues, wanted));
        }
    }

    private static Optional<List<Cue>> of(List<Cue> cues, boolean wanted) {
        Cue.Head head = null;
        Cue.Finish finish = null;
        for (Cue cue : cues) {
            head = cue instanceof Cue.Head found ? found : head;
            finish = cue instanceof Cue.Finish found ? found : finish;
        }
        if (head == null || finish == null || head.response().status() != 200) {
            return Optional.empty();
        }
        String type = Field.first(head.response().headers(), "content-type")
                .orElse("")
                .toLowerCase(Locale.ROOT);
        Reshaped reshaped = new Reshaped(cues, head, finish);
        if (!wanted && type.startsWith("text/event-stream")) {
            return Optional.of(reshaped.message());
        }
        return wanted && type.startsWith("application/json") ? reshaped.stream() : Optional.empty();
    }

    private List<Cue> message() {
        MessageFold fold = new MessageFold();
        EventDecoder decoder = new EventDecoder();
        int[] frames = {0};
        FrameSplitter splitter = new FrameSplitter();
        byte[] body = body();
        splitter.feed(
                body,
                0,
                body.length,
                (bytes, offset, length) ->
                        decoder.decode(bytes, offset, length).ifPresent(event -> fold.apply(frames[0]++, event)));
        MessageSnapshot message = fold.snapshot();
        if (message.error().isPresent()) {
            String error =
                    "{\"type\":\"error\",\"error\":" + message.error().get().text() + "}";
            return answer(status(error), "application/json", error);
        }
        if (!message.stopped()) {
            // It broke off; so does this answer.
            return List.of(new Cue.Finish(
                    finish.t(), finish.ending() == Cue.Ending.CLEAN ? Cue.Ending.CUT : finish.ending(), List.of()));
        }
        return answer(200, "application/json", MessageJson.of(message));
    }

    /** The status that the API gives such an error where it is not in the middle of a stream. */
    private static int status(String error) {
        String type = CanonicalJson.parse(error.getBytes(UTF_8))
                .map(json -> json.path("error").path("type").asText())
                .orElse("");
        return ApiError.status(type);
    }

    private Optional<List<Cue>> stream() {
        return MessageEvents.of(body()).map(events -> answer(200, "text/event-stream; charset=utf-8", events));
    }

    private List<Cue> answer(int status, String type, String body) {
        Entry.Response was = head.response();
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("Content-Type", type));
        was.headers().stream()
                .filter(field ->
                        !field.key().startsWith("content-") && !field.key().equals("transfer-encoding"))
                .forEach(fields::add);
        Entry.Response now = new Entry.Response(
                finish.t(), status, status == 200 ? "OK" : "", was.http(), fields, Optional.empty(), false);
        return List.of(
                new Cue.Head(finish.t(), now),
                new Cue.Chunk(finish.t(), Payload.of(body.getBytes(UTF_8))),
                new Cue.Finish(finish.t(), Cue.Ending.CLEAN, List.of()));
    }

    private byte[] body() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Cue cue : recorded) {
            if (cue instanceof Cue.Chunk chunk) {
                body.writeBytes(chunk.bytes().toBytes());
            }
        }
        return body.toByteArray();
    }
}
