package dev.wiretape.cli;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Line;
import dev.wiretape.sse.EventDecoder;
import dev.wiretape.timeline.ExchangeReport;
import dev.wiretape.timeline.FrameRow;
import dev.wiretape.timeline.Inspection;
import dev.wiretape.timeline.Visible;
import java.io.PrintStream;
import java.util.List;

/**
 * One exchange as text: the request, the response, one line per frame, how it ended, and what it meant: blocks, usage,
 * timings, findings.
 */
final class ExchangeText implements RecordingPass.Visitor {
    private final PrintStream out;
    private final EventDecoder decoder = new EventDecoder();
    private final Inspection inspection = new Inspection();
    private final SessionsSeen.Gathering gathering;
    private final FrameTable table;
    private final boolean timed;
    private boolean ended;

    /** Begins with what the header says; {@code sessions} learn of the exchange. */
    ExchangeText(PrintStream out, String name, Entry.Header header, SessionsSeen sessions) {
        this.out = out;
        this.gathering = sessions.begin(header);
        this.timed = header.timed();
        this.table = new FrameTable(out, timed);
        out.println(Visible.of(name));
        out.println("exchange " + header.seq() + " of session " + Visible.of(header.session())
                + (header.at().isEmpty() ? "" : ", " + Visible.of(header.at())) + ", via " + Visible.of(header.via())
                + (timed ? "" : ", without times"));
        if (!header.faults().isEmpty()) {
            out.println("broken on purpose: " + Visible.of(String.join(", ", header.faults())));
        }
    }

    @Override
    public void line(Line line) {
        inspection.add(line);
        gathering.line(line);
        Entry entry = line.entry();
        if (entry instanceof Entry.Request request) {
            request(request);
        } else if (entry instanceof Entry.Response response) {
            response(response);
        } else if (entry instanceof Entry.Frame frame) {
            table.row(FrameRow.of(frame, decoder));
        } else if (entry instanceof Entry.End end) {
            end(end);
        } else if (!(entry instanceof Entry.Header)) {
            other(entry);
        }
    }

    @Override
    public void end() {
        if (!ended) {
            out.println("not ended: the recorder was killed, or the exchange still runs");
        }
        ExchangeReport report = inspection.report();
        gathering.end(report);
        new ReportText(out).print(report);
        out.println();
    }

    private void request(Entry.Request request) {
        table.from(request.t());
        out.println(Visible.of(request.method()) + " " + Visible.of(request.url()) + " HTTP/"
                + Visible.of(request.http()) + ", " + Count.of(request.body().size(), "byte"));
    }

    private void response(Entry.Response response) {
        String reason = response.reason().isEmpty() ? "" : " " + Visible.of(response.reason());
        String type = Field.first(response.headers(), "content-type")
                .map(t -> ", " + Visible.of(t))
                .orElse("");
        String coding = response.encoding().map(c -> ", " + Visible.of(c)).orElse("")
                + (response.undecoded() ? " (not decoded)" : "");
        out.println(response.status() + reason + type + coding + after(", ", response.t()));
        table.from(response.t());
    }

    private String after(String separator, long t) {
        return timed ? separator + "after " + FrameTable.milliseconds(t) + " ms" : "";
    }

    private void end(Entry.End end) {
        ended = true;
        out.println(Visible.of(end.word()) + after(" ", end.t()) + ": "
                + Count.of(end.frames(), "frame") + ", " + Count.of(end.bytes(), "byte")
                + (end.reason().isEmpty() ? "" : "; " + Visible.of(end.reason())));
        if (!end.sha256().isEmpty()) {
            out.println("sha256 " + Visible.of(end.sha256()));
        }
    }

    private void other(Entry entry) {
        if (entry instanceof Entry.Body body) {
            table.note(body.t(), "(body)", body.bytes().size(), body.bytes().text());
        } else if (entry instanceof Entry.Partial partial) {
            table.note(
                    partial.t(),
                    "(never ended)",
                    partial.raw().size(),
                    partial.raw().text());
        } else if (entry instanceof Entry.Upload upload) {
            table.note(
                    upload.t(),
                    "(more request)",
                    upload.body().size(),
                    upload.body().text());
        } else if (entry instanceof Entry.Interim interim) {
            table.note(interim.t(), "(status " + interim.status() + ")", 0, fields(interim.headers()));
        } else if (entry instanceof Entry.Trailers trailers) {
            table.note(trailers.t(), "(trailers)", 0, fields(trailers.fields()));
        } else if (entry instanceof Entry.Tunnel tunnel) {
            String bytes = tunnel.sent() + " bytes from the client, " + tunnel.received() + " to it, unseen";
            table.note(tunnel.t(), "(tunnel)", 0, bytes);
        } else if (entry instanceof Entry.Fault fault) {
            table.note(fault.t(), "(fault)", 0, "broken on purpose: " + fault.spec());
        } else if (entry instanceof Entry.Paused paused) {
            table.note(paused.t(), "(client paused)", 0, "the client stopped reading");
        } else if (entry instanceof Entry.Resumed resumed) {
            table.note(resumed.t(), "(client resumed)", 0, "the client reads again");
        } else {
            table.note("(" + Visible.of(entry.kind(), 16) + ")", "a line this version does not know");
        }
    }

    private static String fields(List<Field> fields) {
        return String.join(
                ", ", fields.stream().map(f -> f.name() + ": " + f.value()).toList());
    }
}
