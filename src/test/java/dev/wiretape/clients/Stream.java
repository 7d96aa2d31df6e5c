package dev.wiretape.clients;

import dev.wiretape.Corpus;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Field;
import dev.wiretape.testing.Taken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An answer that an upstream can give.
 *
 * @param name for paths and messages
 * @param head status line and fields, each ending in CRLF, without what describes the transfer
 */
record Stream(String name, String head, byte[] body) {
    private static final Set<String> TRANSFER =
            Set.of("content-length", "content-encoding", "transfer-encoding", "connection");

    /** The bundled recordings and, where there is a corpus, its streams. */
    static List<Stream> all() throws IOException {
        List<Stream> all = new ArrayList<>();
        for (Path file : Taken.bundled()) {
            all.add(ofRecording(file));
        }
        if (Corpus.isThere()) {
            for (Path file : Corpus.streams()) {
                all.add(ofBody(file));
            }
        }
        return all;
    }

    private static Stream ofBody(Path file) throws IOException {
        String name = file.getFileName().toString().replaceFirst("\\.sse$", "");
        String head =
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nrequest-id: req_" + name + "\r\n";
        return new Stream(name, head, Files.readAllBytes(file));
    }

    private static Stream ofRecording(Path file) throws IOException {
        Taken taken = Taken.of(file);
        Entry.Response response = taken.response();
        StringBuilder head = new StringBuilder("HTTP/1.1 " + response.status() + " " + response.reason() + "\r\n");
        for (Field field : response.headers()) {
            if (!TRANSFER.contains(field.key())) {
                head.append(field.name()).append(": ").append(field.value()).append("\r\n");
            }
        }
        return new Stream(taken.name(), head.toString(), taken.body());
    }
}
