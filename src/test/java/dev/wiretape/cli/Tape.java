package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Recordings written line by line, so that what is wrong with them can be chosen. */
final class Tape {
    static final String HEADER = "{\"kind\":\"header\",\"format\":\"wiretape\",\"version\":1,\"id\":\"a-1\","
            + "\"session\":\"2026-11-20T14-03-12Z\",\"seq\":7,\"at\":\"2026-11-20T14:03:12.123456Z\",\"t0\":0,"
            + "\"via\":\"target\",\"tool\":\"wiretape 0.1.0\"}";
    static final String REQUEST = "{\"kind\":\"request\",\"t\":0,\"method\":\"POST\","
            + "\"url\":\"https://api.anthropic.com/v1/messages\",\"http\":\"1.1\",\"headers\":[],"
            + "\"body\":{\"text\":\"{\\\"stream\\\":true}\"}}";
    static final String RESPONSE =
            "{\"kind\":\"response\",\"t\":812034,\"status\":200,\"reason\":\"OK\",\"http\":\"1.1\","
                    + "\"headers\":[[\"Content-Type\",\"text/event-stream\"]]}";
    static final String END = "{\"kind\":\"end\",\"t\":900000,\"outcome\":\"complete\",\"frames\":1,\"bytes\":57,"
            + "\"sha256\":\"09e772ba\"}";

    private final List<String> lines = new ArrayList<>(List.of(HEADER, REQUEST, RESPONSE));

    /** A text delta of block 0; {@code text} as it stands in JSON. */
    static String delta(int n, long t, String text) {
        String data = "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\""
                + text + "\"}}";
        return frame(n, t, "event: content_block_delta\ndata: " + data + "\n\n");
    }

    static String frame(int n, long t, String raw) {
        String escaped = raw.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return "{\"kind\":\"frame\",\"t\":" + t + ",\"n\":" + n + ",\"raw\":\"" + escaped + "\"}";
    }

    /** An exchange that ends well after these lines. */
    static Tape of(String... frames) {
        Tape tape = new Tape();
        tape.lines.addAll(List.of(frames));
        tape.lines.add(END);
        return tape;
    }

    /** The same without its end. */
    Tape cut() {
        lines.remove(END);
        return this;
    }

    /** Writes it to {@code file}, whose folders are made, with {@code tail} behind the last line. */
    Path write(Path file, String tail) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, String.join("\n", lines) + "\n" + tail, UTF_8);
    }

    Path write(Path file) throws IOException {
        return write(file, "");
    }
}
