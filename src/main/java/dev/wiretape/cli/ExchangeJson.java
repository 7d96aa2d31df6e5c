package dev.wiretape.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Line;
import dev.wiretape.timeline.ExchangeReport;
import dev.wiretape.timeline.Inspection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** One exchange as a JSON object, written while it is read. */
final class ExchangeJson implements RecordingPass.Visitor {
    private final JsonGenerator json;
    private final Input input;
    private final SessionsSeen.Gathering gathering;
    private final TimelineJson timeline;
    private final Inspection inspection = new Inspection();
    private boolean inTimeline;
    private Optional<Entry.End> end = Optional.empty();

    ExchangeJson(JsonGenerator json, Input input, Entry.Header header, SessionsSeen sessions) {
        this.gathering = sessions.begin(header);
        this.json = json;
        this.input = input;
        this.timeline = new TimelineJson(json, header.timed());
        try {
            json.writeStartObject();
            json.writeStringField("file", input.name());
            json.writeNumberField("exchange", header.seq());
            json.writeStringField("session", header.session());
            json.writeStringField("id", header.id());
            json.writeStringField("at", header.at());
            json.writeNumberField("t0", header.t0());
            json.writeStringField("via", header.via());
            json.writeBooleanField("timed", header.timed());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void line(Line line) {
        inspection.add(line);
        gathering.line(line);
        try {
            entry(line.entry());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void entry(Entry entry) throws IOException {
        if (entry instanceof Entry.Request request && !inTimeline) {
            request(request);
        } else if (entry instanceof Entry.Response response && !inTimeline) {
            response(response);
        } else if (entry instanceof Entry.End ended) {
            end = Optional.of(ended);
        } else if (!(entry instanceof Entry.Header)) {
            if (!inTimeline) {
                inTimeline = true;
                json.writeArrayFieldStart("timeline");
            }
            timeline.entry(entry);
        }
    }

    private void request(Entry.Request request) throws IOException {
        json.writeObjectFieldStart("request");
        timeline.time(request.t());
        json.writeStringField("method", request.method());
        json.writeStringField("url", request.url());
        json.writeStringField("http", request.http());
        headers(json, request.headers());
        TimelineJson.payload(json, request.body());
        json.writeEndObject();
    }

    private void response(Entry.Response response) throws IOException {
        json.writeObjectFieldStart("response");
        timeline.time(response.t());
        json.writeNumberField("status", response.status());
        json.writeStringField("reason", response.reason());
        json.writeStringField("http", response.http());
        headers(json, response.headers());
        if (response.encoding().isPresent()) {
            json.writeStringField("encoding", response.encoding().get());
        }
        json.writeBooleanField("undecoded", response.undecoded());
        json.writeEndObject();
    }

    static void headers(JsonGenerator json, List<Field> fields) throws IOException {
        json.writeArrayFieldStart("headers");
        for (Field field : fields) {
            json.writeStartArray();
            json.writeString(field.name());
            json.writeString(field.value());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    @Override
    public void end() {
        try {
            if (!inTimeline) {
                json.writeArrayFieldStart("timeline");
            }
            json.writeEndArray();
            ending();
            ExchangeReport report = inspection.report();
            gathering.end(report);
            new ReportJson(json, !input.imported()).write(report);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ending() throws IOException {
        if (end.isEmpty()) {
            json.writeNullField("end");
            return;
        }
        json.writeObjectFieldStart("end");
        timeline.time(end.get().t());
        json.writeStringField("outcome", end.get().word());
        json.writeNumberField("frames", end.get().frames());
        json.writeNumberField("bytes", end.get().bytes());
        json.writeStringField("sha256", end.get().sha256());
        json.writeStringField("reason", end.get().reason());
        json.writeEndObject();
    }
}
