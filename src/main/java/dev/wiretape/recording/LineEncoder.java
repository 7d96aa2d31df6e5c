package dev.wiretape.recording;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.List;

/** Entries as lines of format version 1. The keys stand in a fixed order, the kind first, so that readers may be quick. */
final class LineEncoder {
    private static final int BASE64_BLOCK = 3 * 4096;
    private static final byte[] FRAME = ascii("{\"kind\":\"frame\",\"t\":");
    private static final byte[] NUMBER = ascii(",\"n\":");
    private static final byte[] COMMA = ascii(",");
    private static final byte[] RAW = ascii("\"raw\":\"");
    private static final byte[] TEXT = ascii("\"text\":\"");
    private static final byte[] BASE64 = ascii("\"base64\":\"");
    private static final byte[] END = ascii("}\n");

    private LineEncoder() {}

    /** Appends one line. {@link Entry.Unknown} cannot be encoded: copy its line. */
    static void encode(Entry entry, LineBuffer to) {
        if (entry instanceof Entry.Header header) {
            header(header, to);
        } else if (entry instanceof Entry.Request request) {
            request(request, to);
        } else if (entry instanceof Entry.Response response) {
            response(response, to);
        } else if (entry instanceof Entry.Frame frame) {
            byte[] raw = frame.raw().array();
            frame(frame.t(), frame.n(), raw, 0, raw.length, frame.parts(), frame.redactions(), to);
        } else if (entry instanceof Entry.End end) {
            end(end, to);
        } else {
            small(entry, to);
        }
    }

    /** The line of a frame, straight from the bytes it stands in. */
    static void frame(
            long t, long n, byte[] bytes, int offset, int length, List<Part> parts, int redactions, LineBuffer to) {
        to.raw(FRAME).number(t).raw(NUMBER).number(n).raw(COMMA);
        payload(RAW, bytes, offset, length, to);
        parts(parts, to);
        redactions(redactions, to);
        to.raw(END);
    }

    /** The line of what one chunk, or several where there are parts, brought of a body that is no event stream. */
    static void body(
            long t,
            byte[] bytes,
            int offset,
            int length,
            boolean encoded,
            List<Part> parts,
            int redactions,
            LineBuffer to) {
        begin("body", t, to).raw(COMMA);
        payload(TEXT, bytes, offset, length, to);
        if (encoded) {
            to.raw(",\"encoded\":true");
        }
        parts(parts, to);
        redactions(redactions, to);
        to.raw(END);
    }

    private static void small(Entry entry, LineBuffer to) {
        if (entry instanceof Entry.Body body) {
            byte[] bytes = body.bytes().array();
            body(body.t(), bytes, 0, bytes.length, body.encoded(), body.parts(), body.redactions(), to);
            return;
        }
        if (entry instanceof Entry.Upload upload) {
            begin("upload", upload.t(), to).raw(COMMA);
            payload(TEXT, upload.body(), to);
            redactions(upload.redactions(), to);
        } else if (entry instanceof Entry.Interim interim) {
            begin("interim", interim.t(), to).raw(",\"status\":").number(interim.status());
            fields("headers", interim.headers(), to);
        } else if (entry instanceof Entry.Trailers trailers) {
            begin("trailers", trailers.t(), to);
            fields("headers", trailers.fields(), to);
        } else if (entry instanceof Entry.Partial partial) {
            begin("partial", partial.t(), to).raw(COMMA);
            payload(RAW, partial.raw(), to);
            parts(partial.parts(), to);
            redactions(partial.redactions(), to);
        } else if (entry instanceof Entry.Tunnel tunnel) {
            begin("tunnel", tunnel.t(), to).raw(",\"sent\":").number(tunnel.sent());
            to.raw(",\"received\":").number(tunnel.received());
        } else if (entry instanceof Entry.Fault fault) {
            begin("fault", fault.t(), to);
            text("spec", fault.spec(), to);
        } else if (entry instanceof Entry.Paused paused) {
            begin("paused", paused.t(), to);
        } else if (entry instanceof Entry.Resumed resumed) {
            begin("resumed", resumed.t(), to);
        } else {
            throw new IllegalArgumentException("No line can be made of an entry of kind " + entry.kind());
        }
        to.raw(END);
    }

    private static void header(Entry.Header header, LineBuffer to) {
        to.raw("{\"kind\":\"header\",\"format\":\"wiretape\",\"version\":").number(header.version());
        text("id", header.id(), to);
        text("session", header.session(), to);
        to.raw(",\"seq\":").number(header.seq());
        if (!header.at().isEmpty()) {
            text("at", header.at(), to);
        }
        to.raw(",\"t0\":").number(header.t0());
        text("via", header.via(), to);
        text("tool", header.tool(), to);
        if (!header.timed()) {
            to.raw(",\"timed\":false");
        }
        char before = '[';
        for (String fault : header.faults()) {
            to.raw(before == '[' ? ",\"faults\":[" : ",").string(fault);
            before = ',';
        }
        if (before == ',') {
            to.raw(']');
        }
        to.raw(END);
    }

    private static void request(Entry.Request request, LineBuffer to) {
        begin("request", request.t(), to);
        text("method", request.method(), to);
        text("url", request.url(), to);
        text("http", request.http(), to);
        fields("headers", request.headers(), to);
        request.encoding().ifPresent(encoding -> text("encoding", encoding, to));
        to.raw(",\"body\":{");
        payload(TEXT, request.body(), to);
        to.raw('}');
        redactions(request.redactions(), to);
        to.raw(END);
    }

    private static void response(Entry.Response response, LineBuffer to) {
        begin("response", response.t(), to).raw(",\"status\":").number(response.status());
        text("reason", response.reason(), to);
        text("http", response.http(), to);
        fields("headers", response.headers(), to);
        response.encoding().ifPresent(encoding -> text("encoding", encoding, to));
        if (response.undecoded()) {
            to.raw(",\"undecoded\":true");
        }
        to.raw(END);
    }

    private static void end(Entry.End end, LineBuffer to) {
        begin("end", end.t(), to);
        text("outcome", end.word(), to);
        to.raw(",\"frames\":").number(end.frames()).raw(",\"bytes\":").number(end.bytes());
        text("sha256", end.sha256(), to);
        end.wireSha256().ifPresent(hash -> text("wire_sha256", hash, to));
        if (!end.reason().isEmpty()) {
            text("reason", end.reason(), to);
        }
        to.raw(END);
    }

    private static LineBuffer begin(String kind, long t, LineBuffer to) {
        return to.raw("{\"kind\":\"").raw(kind).raw("\",\"t\":").number(t);
    }

    private static void text(String name, String value, LineBuffer to) {
        to.raw(",\"").raw(name).raw("\":").string(value);
    }

    private static void fields(String name, List<Field> fields, LineBuffer to) {
        to.raw(",\"").raw(name).raw("\":[");
        boolean first = true;
        for (Field field : fields) {
            if (!first) {
                to.raw(',');
            }
            first = false;
            to.raw('[').string(field.name()).raw(',').string(field.value()).raw(']');
        }
        to.raw(']');
    }

    private static void redactions(int count, LineBuffer to) {
        if (count > 0) {
            to.raw(",\"redacted\":").number(count);
        }
    }

    private static void parts(List<Part> parts, LineBuffer to) {
        if (parts.isEmpty()) {
            return;
        }
        to.raw(",\"parts\":");
        char before = '[';
        for (Part part : parts) {
            to.raw(before)
                    .raw('[')
                    .number(part.bytes())
                    .raw(',')
                    .number(part.t())
                    .raw(']');
            before = ',';
        }
        to.raw(']');
    }

    private static void payload(byte[] name, Payload payload, LineBuffer to) {
        payload(name, payload.array(), 0, payload.size(), to);
    }

    /** The bytes as text after {@code name} where they are UTF-8, else as {@code base64}. */
    private static void payload(byte[] name, byte[] bytes, int offset, int length, LineBuffer to) {
        if (JsonText.isUtf8(bytes, offset, length)) {
            to.raw(name);
            JsonText.escape(bytes, offset, length, to);
        } else {
            to.raw(BASE64);
            base64(bytes, offset, length, to);
        }
        to.raw('"');
    }

    private static void base64(byte[] bytes, int offset, int length, LineBuffer to) {
        Base64.Encoder encoder = Base64.getEncoder();
        for (int at = offset; at < offset + length; at += BASE64_BLOCK) {
            int to3 = Math.min(offset + length, at + BASE64_BLOCK);
            byte[] block = new byte[to3 - at];
            System.arraycopy(bytes, at, block, 0, block.length);
            to.raw(encoder.encode(block));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
