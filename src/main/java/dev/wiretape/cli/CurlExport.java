package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wiretape.recording.CurlCommand;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Line;
import dev.wiretape.recording.Payload;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Writes the command that sends an exchange's request once more; nothing where no request was recorded. */
final class CurlExport implements RecordingPass.Visitor {
    private final ExportOutput to;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Optional<Entry.Request> request = Optional.empty();

    CurlExport(ExportOutput to) {
        this.to = to;
    }

    @Override
    public void line(Line line) {
        if (line.entry() instanceof Entry.Request head) {
            request = Optional.of(head);
            body.writeBytes(head.body().toBytes());
        } else if (line.entry() instanceof Entry.Upload more) {
            body.writeBytes(more.body().toBytes());
        }
    }

    @Override
    public void end() {
        request.map(head -> CurlCommand.of(head, Payload.of(body.toByteArray())) + "\n")
                .ifPresent(command -> to.write(command.getBytes(UTF_8)));
    }
}
