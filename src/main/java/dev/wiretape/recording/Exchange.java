package dev.wiretape.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One request and its response as a recording holds them, without the body's lines: those are read from the file when
 * they are needed, through {@link #open()}.
 *
 * @param file where it stands
 * @param from offset of its first line
 * @param to offset behind its last line
 * @param linesBefore how many lines of the file stand before it
 * @param header its first line
 * @param request with the whole body; empty where none was recorded
 * @param response the head; empty where none came
 * @param frames how many frame lines there are
 * @param end empty where the recorder was killed or the exchange still runs
 */
public record Exchange(
        Path file,
        long from,
        long to,
        long linesBefore,
        Entry.Header header,
        Optional<Entry.Request> request,
        Optional<Entry.Response> response,
        long frames,
        Optional<Entry.End> end) {
    /** A reader of its lines, the header first. */
    public RecordingReader open() throws IOException {
        return RecordingReader.open(file, from, to, linesBefore);
    }
}
