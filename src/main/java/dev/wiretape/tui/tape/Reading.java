package dev.wiretape.tui.tape;

import dev.wiretape.message.Block;
import dev.wiretape.message.MessageSnapshot;
import dev.wiretape.recording.DamagedRecordingException;
import dev.wiretape.recording.Line;
import dev.wiretape.recording.RecordingReader;
import dev.wiretape.timeline.ExchangeReport;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads one tape for what it means, as far as its rows are known. One thread. */
final class Reading implements Closeable {
    private final Story story = new Story();
    private final int place;
    private final RecordingReader reader;
    private int rows;
    private int told = -1;
    private long due;
    private boolean inDepth;

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

    /** Whether all that is known of {@code tape} was told. */
    boolean told(Tape tape) {
        return told >= tape.rows().count();
    }

    /** All of {@code tape} was told, or all there is memory for. */
    void telling(Tape tape) {
        told = tape.rows().count();
    }

    /** Before that, {@link System#nanoTime}, it need not be read on while nobody looks at it. */
    long due() {
        return due;
    }

    /** Sets {@link #due}. */
    void due(long nanoTime) {
        due = nanoTime;
    }

    /** Whether it was last told in depth. */
    boolean inDepth() {
        return inDepth;
    }

    /** What it means so far; in depth, or in short. */
    Meaning meaning(boolean deeply) {
        inDepth = deeply;
        MessageSnapshot last = story.last();
        ExchangeReport report = story.report();
        return new Meaning(
                place,
                rows,
                last.model().map(String::intern),
                last.usage().outputTokens(),
                last.stopReason().map(String::intern),
                tools(last),
                report.findings().stream().map(Remark::of).toList(),
                deeply ? Optional.of(new Meaning.Depth(story, last, report)) : Optional.empty());
    }

    private static List<Meaning.Tool> tools(MessageSnapshot message) {
        List<Meaning.Tool> tools = new ArrayList<>();
        for (Block block : message.blocks()) {
            OptionalLong index = block.index();
            if (index.isPresent() && index.getAsLong() == (int) index.getAsLong()) {
                block.toolName().ifPresent(name -> tools.add(new Meaning.Tool((int) index.getAsLong(), name.intern())));
            }
        }
        return List.copyOf(tools);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
