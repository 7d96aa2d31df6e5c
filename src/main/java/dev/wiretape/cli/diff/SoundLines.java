package dev.wiretape.cli.diff;

import dev.wiretape.recording.DamagedRecordingException;
import dev.wiretape.recording.Line;
import dev.wiretape.recording.RecordingReader;
import java.io.IOException;
import java.util.Optional;

/** Goes over damaged lines, which whoever asked for the comparison has been told of. */
final class SoundLines {
    private SoundLines() {}

    /** The next line that can be read, or empty where there is none. */
    static Optional<Line> next(RecordingReader reader) throws IOException {
        while (true) {
            try {
                return reader.next();
            } catch (DamagedRecordingException said) {
                // The one behind it may be sound.
            }
        }
    }
}
