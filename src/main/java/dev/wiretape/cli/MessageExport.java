package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wiretape.message.MessageJson;
import dev.wiretape.recording.Line;
import dev.wiretape.timeline.Inspection;

/** Writes the assembled message on one line; nothing for a stream that is none of the Messages API. */
final class MessageExport implements RecordingPass.Visitor {
    private final ExportOutput to;
    private final Inspection inspection = new Inspection();

    MessageExport(ExportOutput to) {
        this.to = to;
    }

    @Override
    public void line(Line line) {
        inspection.add(line);
    }

    @Override
    public void end() {
        inspection.report().message().ifPresent(message -> to.write((MessageJson.of(message) + "\n").getBytes(UTF_8)));
    }
}
