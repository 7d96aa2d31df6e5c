package dev.wiretape.cli;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Line;

/** Writes an exchange's decoded body, byte for byte. */
final class BodyExport implements RecordingPass.Visitor {
    private final ExportOutput to;

    BodyExport(ExportOutput to) {
        this.to = to;
    }

    @Override
    public void line(Line line) {
        if (line.entry() instanceof Entry.Frame frame) {
            to.write(frame.raw().toBytes());
        } else if (line.entry() instanceof Entry.Partial partial) {
            to.write(partial.raw().toBytes());
        } else if (line.entry() instanceof Entry.Body body) {
            to.write(body.bytes().toBytes());
        }
    }

    @Override
    public void end() {
        // The body has no end of its own.
    }
}
