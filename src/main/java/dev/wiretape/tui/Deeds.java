package dev.wiretape.tui;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wiretape.message.Block;
import dev.wiretape.message.MessageSnapshot;
import dev.wiretape.message.RawJson;
import dev.wiretape.recording.CurlCommand;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.PrivateFiles;
import dev.wiretape.recording.RecordingReader;
import dev.wiretape.sse.EventDecoder;
import dev.wiretape.tui.model.Effect;
import dev.wiretape.tui.model.Model;
import dev.wiretape.tui.tape.Meaning;
import dev.wiretape.tui.tape.RowReader;
import dev.wiretape.tui.tape.Tape;
import dev.wiretape.tui.view.View;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the user takes away: text to copy, files to export. */
final class Deeds {
    private Deeds() {}

    /** The text to copy; empty where there is none as of the row under the cursor. */
    static Optional<String> text(Model model, Effect.Copy.What what) {
        return switch (what) {
            case FRAME -> model.close().entry().flatMap(Deeds::raw);
            case BLOCK ->
                block(model)
                        .map(b -> "" + b.thinking() + b.text() + b.compaction()
                                + b.input().text());
            case INPUT -> block(model).map(b -> b.input().text().toString()).filter(t -> !t.isEmpty());
            case MESSAGE -> model.close().now().map(Deeds::words);
            case CURL -> model.tape().flatMap(Deeds::curl);
        };
    }

    private static Optional<String> raw(Entry entry) {
        if (entry instanceof Entry.Frame frame) {
            return Optional.of(frame.raw().text());
        }
        return entry instanceof Entry.Body body ? Optional.of(body.bytes().text()) : Optional.empty();
    }

    private static Optional<Block> block(Model model) {
        return model.close()
                .now()
                .flatMap(now -> model.tape()
                        .flatMap(tape -> View.block(tape.rows(), model.close().row(), now)));
    }

    /** What the message said: thinking, text and tool input, a blank line between blocks. */
    private static String words(MessageSnapshot message) {
        StringBuilder words = new StringBuilder();
        for (Block block : message.blocks()) {
            words.append(words.isEmpty() ? "" : "\n\n");
            block.toolName().ifPresent(name -> words.append(name).append(' '));
            words.append(block.thinking())
                    .append(block.text())
                    .append(block.compaction())
                    .append(block.input().text());
        }
        return words.toString();
    }

    private static Optional<String> curl(Tape tape) {
        RowReader reader = new RowReader();
        return reader.request(tape).map(request -> CurlCommand.of(request, reader.requestBody(tape)));
    }

    /** Writes an export, as private as recordings are, beside the recording or in another folder; returns where. Never over a file that is there. */
    static Path export(Model model, Effect.Export.Kind kind, Optional<Path> elsewhere) throws IOException {
        Tape tape = model.tape().orElseThrow(() -> new IOException("there is no exchange"));
        String ending = switch (kind) {
            case SSE -> ".sse";
            case EVENTS -> ".events.jsonl";
            case TEXT -> ".txt";
        };
        Path folder = elsewhere.orElseGet(() -> tape.file().resolveSibling(""));
        Path file = folder.resolve(tape.name() + ending);
        for (int i = 2; Files.exists(file); i++) {
            file = folder.resolve(tape.name() + "-" + i + ending);
        }
        try (OutputStream out = Channels.newOutputStream(PrivateFiles.createFile(file))) {
            if (kind == Effect.Export.Kind.TEXT) {
                String words = model.meaning(tape.place())
                        .flatMap(Meaning::depth)
                        .map(d -> words(d.last()))
                        .orElse("");
                out.write(words.getBytes(UTF_8));
            } else {
                lines(tape, kind, out);
            }
        }
        return file;
    }

    private static void lines(Tape tape, Effect.Export.Kind kind, OutputStream out) throws IOException {
        EventDecoder decoder = new EventDecoder();
        int last = tape.rows().count() - 1;
        long to =
                last < 0 ? tape.from() : tape.rows().offset(last) + tape.rows().length(last) + 1;
        try (RecordingReader reader = RecordingReader.open(tape.file(), tape.from(), to, 0)) {
            while (reader.advance()) {
                Entry entry = reader.entry();
                byte[] raw = entry instanceof Entry.Frame frame
                        ? frame.raw().toBytes()
                        : entry instanceof Entry.Partial partial
                                ? partial.raw().toBytes()
                                : entry instanceof Entry.Body body
                                        ? body.bytes().toBytes()
                                        : new byte[0];
                if (kind == Effect.Export.Kind.SSE) {
                    out.write(raw);
                } else if (entry instanceof Entry.Frame) {
                    var event = decoder.decode(raw);
                    if (event.isPresent()) {
                        out.write(json(
                                event.get().type(),
                                event.get().data(),
                                event.get().lastEventId()));
                    }
                }
            }
        }
    }

    private static byte[] json(String type, String data, String id) {
        String line = "{\"event\":" + RawJson.string(type) + ",\"data\":" + RawJson.string(data) + ",\"id\":"
                + RawJson.string(id) + "}\n";
        return line.getBytes(UTF_8);
    }
}
