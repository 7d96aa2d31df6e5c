package dev.wiretape.tui.view;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Field;
import dev.wiretape.tui.model.Close;
import dev.wiretape.tui.paint.Ink;
import dev.wiretape.tui.paint.Style;
import dev.wiretape.tui.tape.Tape;
import java.util.List;

/** The request, and the response's head. */
final class HttpTabs {
    private static final int LONGEST_BODY = 60_000;

    private HttpTabs() {}

    static Doc request(Close close) {
        Doc doc = new Doc();
        String body = close.requestBody();
        if (close.request().isEmpty()) {
            return doc.add("no request was recorded", Ink.DIM).end();
        }
        Entry.Request request = close.request().get();
        doc.add(request.method() + " ", Style.of(Ink.FRAME).strong()).add(request.url());
        doc.add(request.http().isEmpty() ? "" : "  HTTP/" + request.http(), Ink.DIM)
                .end();
        fields(doc, request.headers());
        doc.end();
        String shown = body.length() > LONGEST_BODY ? body.substring(0, LONGEST_BODY) : body;
        if (shown.startsWith("{") || shown.startsWith("[")) {
            PrettyJson.add(doc, shown, shown.length(), shown.length());
            doc.end();
        } else if (!shown.isEmpty()) {
            doc.add(shown).end();
        } else {
            doc.add("no body", Ink.DIM).end();
        }
        if (shown.length() < body.length()) {
            doc.add("… " + Units.count(body.length() - shown.length()) + " more characters", Ink.DIM)
                    .end();
        }
        return doc;
    }

    static Doc response(Tape tape, Close close) {
        Doc doc = new Doc();
        if (close.response().isEmpty()) {
            doc.add("no response came", tape.end().isPresent() ? Ink.ERROR : Ink.DIM)
                    .end();
        } else {
            Entry.Response response = close.response().get();
            Ink ink = response.status() < 400 ? Ink.GOOD : Ink.ERROR;
            doc.add(response.status() + " " + response.reason(), Style.of(ink).strong());
            doc.add(response.http().isEmpty() ? "" : "  HTTP/" + response.http(), Ink.DIM);
            doc.add(tape.timed() ? "  after " + Units.span(response.t()) : "", Ink.DIM)
                    .end();
            response.encoding()
                    .ifPresent(coding -> doc.fact(
                            "coding", coding + (response.undecoded() ? ", could not be decoded" : ", decoded here")));
            fields(doc, response.headers());
        }
        tape.end().ifPresent(end -> {
            doc.end();
            boolean complete = end.word().equals("complete");
            doc.fact("outcome", end.word(), complete ? Ink.GOOD : Ink.ERROR);
            if (!end.reason().isEmpty()) {
                doc.fact("because", end.reason());
            }
            doc.fact("body", Units.plural(end.frames(), "frame") + ", " + Units.plural(end.bytes(), "byte"));
            doc.fact("sha256", end.sha256());
        });
        return doc;
    }

    private static void fields(Doc doc, List<Field> fields) {
        for (Field field : fields) {
            Ink ink = field.value().startsWith("<redacted:") ? Ink.WARNING : Ink.NORMAL;
            doc.add(field.name() + ": ", Ink.DIM).add(field.value(), ink).end();
        }
    }
}
