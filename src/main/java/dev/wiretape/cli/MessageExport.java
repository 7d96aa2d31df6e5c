package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.wiretape.message.MessageJson;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Line;
import dev.wiretape.timeline.Inspection;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Writes the message on one line, assembled or as it came whole; nothing for what is no answer of the Messages API. */
final class MessageExport implements RecordingPass.Visitor {
    private static final JsonMapper JSON = new JsonMapper();

    /** Bytes; what is larger is no message. */
    private static final int LARGEST = 64 << 20;

    private final ExportOutput to;
    private final Inspection inspection = new Inspection();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    MessageExport(ExportOutput to) {
        this.to = to;
    }

    @Override
    public void line(Line line) {
        inspection.add(line);
        if (line.entry() instanceof Entry.Body more && body.size() <= LARGEST) {
            body.writeBytes(more.bytes().toBytes());
        }
    }

    @Override
    public void end() {
        inspection
                .report()
                .message()
                .map(MessageJson::of)
                .or(this::whole)
                .ifPresent(message -> to.write((message + "\n").getBytes(UTF_8)));
    }

    private Optional<String> whole() {
        String text = body.toString(UTF_8);
        try {
            boolean message = JSON.readTree(text).path("type").asText().equals("message");
            // Within JSON's strings there are none: a line is all that is lost, and nothing is written anew.
            return Optional.of(text.replaceAll("[\\r\\n]+", "").strip()).filter(line -> message);
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
    }
}
