package dev.wiretape.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a file holds: its exchanges in order, and what is wrong with it.
 *
 * @param damages lines that cannot be read, among those that were looked at (frames are not, when scanning)
 * @param tornBytes the length of a last line without its LF; 0 if there is none
 */
public record Recording(Path file, List<Exchange> exchanges, List<DamagedRecordingException> damages, int tornBytes) {
    /**
     * Scans a file once; frames and body lines are counted, not read, so that 1 GB takes well below a second.
     *
     * @throws DamagedRecordingException where the file is no recording at all: it does not begin with a header
     * @throws IOException where it cannot be read
     */
    public static Recording scan(Path file) throws IOException {
        try (RecordingReader reader = RecordingReader.open(file)) {
            return new RecordingScan(file, reader).run();
        }
    }
}
