package dev.wiretape.tui.tape;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Payload;
import dev.wiretape.sse.EventDecoder;
import dev.wiretape.timeline.FrameRow;
import dev.wiretape.timeline.Visible;

/** What one line holds, in a few words. */
final class Preview {
    private static final int LONGEST = 200;

    private Preview() {}

    static String of(Entry entry) {
        if (entry instanceof Entry.Frame frame) {
            return FrameRow.of(frame, new EventDecoder()).preview();
        } else if (entry instanceof Entry.Request request) {
            return Visible.of(request.method() + " " + request.url(), LONGEST);
        } else if (entry instanceof Entry.Response response) {
            String type = Field.first(response.headers(), "content-type").orElse("");
            return Visible.of(response.status() + " " + response.reason() + "  " + type, LONGEST);
        } else if (entry instanceof Entry.End end) {
            return Visible.of(end.word() + (end.reason().isEmpty() ? "" : ": " + end.reason()), LONGEST);
        } else if (entry instanceof Entry.Interim interim) {
            return "status " + interim.status();
        } else if (entry instanceof Entry.Paused) {
            return "the client stopped reading";
        } else if (entry instanceof Entry.Resumed) {
            return "the client reads again";
        } else if (entry instanceof Entry.Fault fault) {
            return Visible.of("broken on purpose: " + fault.spec(), LONGEST);
        } else if (entry instanceof Entry.Trailers trailers) {
            return trailers.fields().size() + " trailer fields";
        } else if (entry instanceof Entry.Tunnel tunnel) {
            return tunnel.sent() + " bytes from the client, " + tunnel.received() + " to it, unseen";
        }
        return payload(entry);
    }

    private static String payload(Entry entry) {
        if (entry instanceof Entry.Body body) {
            return text(body.bytes());
        } else if (entry instanceof Entry.Partial partial) {
            return text(partial.raw());
        } else if (entry instanceof Entry.Upload upload) {
            return text(upload.body());
        }
        return "a line this version does not know";
    }

    private static String text(Payload payload) {
        return Visible.of(payload.text(), LONGEST);
    }
}
