package dev.wiretape.cli;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.ExchangeCopy;
import dev.wiretape.recording.Line;
import dev.wiretape.recording.fault.FaultRun;
import dev.wiretape.recording.fault.Step;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes an exchange as a recording of what faults leave of it. */
final class FaultyExport implements RecordingPass.Visitor {
    private final OutputStream out;
    private final FaultRun faults;
    private ExchangeCopy copy;

    FaultyExport(OutputStream out, FaultRun faults) {
        this.out = out;
        this.faults = faults;
    }

    @Override
    public void line(Line line) {
        try {
            Entry entry = line.entry();
            if (entry instanceof Entry.Header header) {
                copy = new ExchangeCopy(out, header.withFaults(faults.specs()));
            } else if (entry instanceof Entry.Request || entry instanceof Entry.Upload) {
                copy.line(entry);
            } else {
                write(faults.step(entry));
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void end() {
        try {
            write(faults.rest());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void write(List<Step> steps) throws IOException {
        for (Step step : steps) {
            Entry entry = step.atItsTime();
            if (entry instanceof Entry.Body body && !body.encoded()) {
                copy.chunk(body.t(), body.bytes());
            } else if (entry instanceof Entry.End end) {
                copy.end(end);
            } else {
                copy.line(entry);
            }
        }
    }

    private static CommandFailure failure(IOException e) {
        return new CommandFailure(ExitCode.CANNOT_CREATE, "cannot write the export: " + Unreadable.words(e), e);
    }
}
