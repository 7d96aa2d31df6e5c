package dev.wiretape.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a file holds: its exchanges in order, and what is wrong with it.
 *
 * @param damages lines that cannot be read, the first hundred
 * @param damagedLines how many there are
 * @param tornBytes the length of a last line without its LF; 0 if there is none
 */
public record Recording(
        Path file,
        List<Exchange> exchanges,
        List<DamagedRecordingException> damages,
        long damagedLines,
        int tornBytes) {
    /** How many damages are kept. */
    static final int MOST_DAMAGES = 100;

    /**
     * Scans a file once; frames and body lines are looked through, not read, so that 1 GB takes a few seconds.
     *
     * @throws DamagedRecordingException where the file is no recording at all: it does not begin with a header
     * @throws IOException where it cannot be read
     */
    public static Recording scan(Path file) throws IOException {
        try (RecordingReader reader = RecordingReader.open(file)) {
            return new RecordingScan(file, reader).run();
        }
    }

    /**
     * What is wrong with it, in sentences without a full stop: the first damaged line, how many more there are, a torn
     * end. None where all is well.
     *
     * @param name what the user calls the file
     * @param rest what becomes of the lines that can be read, such as "the rest is read"
     */
    public List<String> notices(String name, String rest) {
        List<String> notices = new ArrayList<>();
        if (!damages.isEmpty()) {
            notices.add(damages.get(0).getMessage() + "; " + rest);
        }
        if (damagedLines > 1) {
            notices.add(moreDamaged(name, damagedLines - 1));
        }
        if (tornBytes > 0) {
            notices.add(torn(name, tornBytes));
        }
        return notices;
    }

    /** What is said of damaged lines beyond the first. */
    public static String moreDamaged(String name, long lines) {
        return name + " has " + lines + (lines == 1 ? " more line" : " more lines") + " that cannot be read";
    }

    /** What is said of a last line without its end. */
    public static String torn(String name, long bytes) {
        return name + " ends within a line (" + bytes + (bytes == 1 ? " byte" : " bytes")
                + " left out): whoever wrote it was killed, or still writes";
    }
}
