package dev.wiretape.tui.view;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Part;
import dev.wiretape.recording.Payload;
import dev.wiretape.tui.model.Close;
import dev.wiretape.tui.paint.Ink;
import dev.wiretape.tui.paint.Style;
import java.util.List;
import java.util.Optional;

/** The exact bytes, with what is invisible shown, and as hexadecimal numbers. */
final class RawTab {
    private static final int MOST_BYTES = 64 * 1024;

    private RawTab() {}

    static Doc doc(Close close, int width) {
        Doc doc = new Doc();
        Optional<Payload> payload = close.entry().flatMap(RawTab::payload);
        if (close.entry().isEmpty()) {
            return doc.add("this line of the recording cannot be read:", Ink.ERROR)
                    .end()
                    .add(close.line())
                    .end();
        }
        if (payload.isEmpty()) {
            return doc.add(
                            "no bytes of the body in a line of kind "
                                    + close.entry().get().kind(),
                            Ink.DIM)
                    .end();
        }
        byte[] bytes = payload.get().toBytes();
        doc.add(Units.plural(bytes.length, "byte"), Ink.DIM);
        parts(close.entry().get()).ifPresent(parts -> doc.add(chunks(parts), Ink.WARNING));
        doc.end();
        text(doc, new String(bytes, 0, Math.min(bytes.length, MOST_BYTES), java.nio.charset.StandardCharsets.UTF_8));
        doc.end();
        hex(doc, bytes, width >= 76 ? 16 : 8);
        if (bytes.length > MOST_BYTES) {
            doc.add("… " + Units.count(bytes.length - MOST_BYTES) + " more bytes", Ink.DIM)
                    .end();
        }
        return doc;
    }

    private static Optional<Payload> payload(Entry entry) {
        if (entry instanceof Entry.Frame frame) {
            return Optional.of(frame.raw());
        } else if (entry instanceof Entry.Partial partial) {
            return Optional.of(partial.raw());
        } else if (entry instanceof Entry.Body body) {
            return Optional.of(body.bytes());
        } else if (entry instanceof Entry.Upload upload) {
            return Optional.of(upload.body());
        }
        return Optional.empty();
    }

    private static Optional<List<Part>> parts(Entry entry) {
        if (entry instanceof Entry.Frame frame && !frame.parts().isEmpty()) {
            return Optional.of(frame.parts());
        }
        if (entry instanceof Entry.Partial partial && !partial.parts().isEmpty()) {
            return Optional.of(partial.parts());
        }
        return Optional.empty();
    }

    private static String chunks(List<Part> parts) {
        StringBuilder text = new StringBuilder(", in " + Units.plural(parts.size(), "chunk") + ":");
        for (Part part : parts) {
            text.append(' ').append(part.bytes()).append(" at ").append(Units.moment(part.t()));
        }
        return text.toString();
    }

    private static void text(Doc doc, String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' || c == '\t' || c == '\uFEFF') {
                doc.add(plain.toString());
                plain.setLength(0);
                doc.add(c == '\n' ? "\\n" : c == '\r' ? "\\r" : c == '\t' ? "\\t" : "<BOM>", Ink.INFO);
                boolean ends = c == '\n' || (c == '\r' && (i + 1 >= text.length() || text.charAt(i + 1) != '\n'));
                if (ends) {
                    doc.end();
                }
            } else {
                plain.append(c);
            }
        }
        doc.add(plain.toString());
    }

    private static void hex(Doc doc, byte[] bytes, int perLine) {
        Style style = Style.of(Ink.NORMAL);
        for (int at = 0; at < Math.min(bytes.length, MOST_BYTES); at += perLine) {
            StringBuilder hex = new StringBuilder();
            StringBuilder text = new StringBuilder();
            for (int i = at; i < at + perLine; i++) {
                boolean there = i < bytes.length;
                hex.append(there ? Units.format("%02x ", bytes[i] & 0xFF) : "   ");
                hex.append(i == at + perLine / 2 - 1 ? " " : "");
                text.append(!there ? " " : bytes[i] >= ' ' && bytes[i] < 0x7F ? String.valueOf((char) bytes[i]) : "·");
            }
            doc.add(Units.format("%06x  ", at), Ink.DIM)
                    .add(hex.toString(), style)
                    .add(" " + text, Ink.INFO)
                    .end();
        }
    }
}
