package dev.wiretape.recording.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Line;
import dev.wiretape.recording.RecordingReader;
import dev.wiretape.recording.RedactionKey;
import dev.wiretape.recording.Redactor;
import dev.wiretape.recording.Session;
import dev.wiretape.recording.SessionFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file that was taken in: the recordings it became and what was said about it. */
record Taken(List<List<Entry>> recordings, List<String> notices) {
    static Taken in(Path folder, String file, String name) throws IOException {
        return in(folder, file.getBytes(UTF_8), name);
    }

    static Taken in(Path folder, byte[] file, String name) throws IOException {
        Session session = Session.create(
                folder,
                new Redactor(RedactionKey.random()),
                "wiretape test",
                InstantSource.system(),
                System::nanoTime,
                failure -> {
                    throw new AssertionError(failure.path() + ": " + failure.reason());
                });
        Intake intake = new Intake(session);
        try (session) {
            intake.read(new ByteArrayInputStream(file), name);
        }
        List<List<Entry>> recordings = new ArrayList<>();
        for (Path recording : SessionFolder.recordings(session.folder())) {
            recordings.add(entries(recording));
        }
        return new Taken(recordings, intake.notices());
    }

    /** The lines of the only recording. */
    List<Entry> only() {
        if (recordings.size() != 1) {
            throw new AssertionError(recordings.size() + " recordings");
        }
        return recordings.get(0);
    }

    /** Its lines of one kind. */
    <E extends Entry> List<E> only(Class<E> kind) {
        return only().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    Entry.Header header() {
        return only(Entry.Header.class).get(0);
    }

    Entry.Response response() {
        return only(Entry.Response.class).get(0);
    }

    Entry.End end() {
        return only(Entry.End.class).get(0);
    }

    /** The decoded body, all of it. */
    byte[] body() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Entry entry : only()) {
            if (entry instanceof Entry.Frame frame) {
                body.writeBytes(frame.raw().toBytes());
            } else if (entry instanceof Entry.Partial partial) {
                body.writeBytes(partial.raw().toBytes());
            } else if (entry instanceof Entry.Body piece) {
                body.writeBytes(piece.bytes().toBytes());
            }
        }
        return body.toByteArray();
    }

    private static List<Entry> entries(Path file) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (RecordingReader reader = RecordingReader.open(file)) {
            for (Optional<Line> line = reader.next(); line.isPresent(); line = reader.next()) {
                entries.add(line.get().entry());
            }
        }
        return entries;
    }
}
