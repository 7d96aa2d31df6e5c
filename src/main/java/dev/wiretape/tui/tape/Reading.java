package dev.wiretape.tui.tape;

import dev.wiretape.recording.DamagedRecordingException;
import dev.wiretape.recording.Line;
import dev.wiretape.recording.RecordingReader;
import dev.wiretape.timeline.ExchangeReport;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads one tape for what it means, as far as its rows are known. One thread. */
final class Reading implements Closeable {
    private final Story story = new Story();
    private final int place;
    private final RecordingReader reader;
    private int rows;

    /** Begins to read {@code tape}. */
    Reading(Tape tape) throws IOException {
        place = tape.place();
        reader = RecordingReader.open(tape.file(), tape.from(), Long.MAX_VALUE, 0);
        reader.next().ifPresent(story::add);
    }

    /** Reads on, {@code atMost} rows, to the end of what is known of {@code tape}. */
    void read(Tape tape, int atMost) throws IOException {
        int to = Math.min(tape.rows().count(), rows + atMost);
        while (rows < to) {
            rows++;
            try {
                Optional<Line> line = reader.next();
                if (line.isEmpty()) {
                    return;
                }
                story.add(line.get());
            } catch (DamagedRecordingException damaged) {
                // The library tells of it; the rest can be read.
            }
        }
    }

    boolean behind(Tape tape) {
        return rows < tape.rows().count();
    }

    int place() {
        return place;
    }

    int rows() {
        return rows;
    }

    Meaning meaning() {
        ExchangeReport report = story.report();
        List<Remark> remarks = report.findings().stream().map(Remark::of).toList();
        return new Meaning(place, rows, Optional.of(story), story.last(), report, remarks);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
