package dev.wiretape.cli;

import dev.wiretape.recording.DamagedRecordingException;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Line;
import dev.wiretape.recording.RecordingReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/** Prints the exchanges of a recording while it reads them, so that its size does not matter. */
final class RecordingText {
    private final PrintStream out;
    private final PrintStream err;
    private Optional<ExchangeText> exchange = Optional.empty();
    private boolean damaged;

    RecordingText(Surroundings surroundings) {
        this.out = surroundings.out();
        this.err = surroundings.err();
    }

    /**
     * Prints the whole file and returns whether a line in it was damaged.
     *
     * @throws CommandFailure where it is no recording at all or cannot be read
     */
    boolean print(Path file) {
        try (RecordingReader reader = RecordingReader.open(file)) {
            for (Optional<Line> line = next(reader); line.isPresent(); line = next(reader)) {
                line(file, line.get().entry());
            }
            finish();
            if (reader.tornTail() > 0) {
                notice(file + " ends within a line (" + Count.of(reader.tornTail(), "byte")
                        + " left out): whoever wrote it was killed, or still writes.");
            }
        } catch (IOException e) {
            throw Unreadable.failure(file, e);
        }
        return damaged;
    }

    /** The next line that can be read; before the header there is nothing to go on with. */
    private Optional<Line> next(RecordingReader reader) throws IOException {
        while (true) {
            try {
                return reader.next();
            } catch (DamagedRecordingException e) {
                if (exchange.isEmpty()) {
                    throw new DamagedRecordingException(e.path(), e.line(), e.reason() + ", so this is no recording");
                }
                damaged = true;
                notice(e.getMessage() + "; the rest is shown.");
            }
        }
    }

    private void line(Path file, Entry entry) throws IOException {
        if (entry instanceof Entry.Header header) {
            finish();
            exchange = Optional.of(new ExchangeText(out, file, header));
        } else if (exchange.isPresent()) {
            exchange.get().add(entry);
        } else {
            throw new DamagedRecordingException(file, 1, "is no header, so this is no recording");
        }
    }

    private void finish() {
        exchange.ifPresent(ExchangeText::finish);
    }

    private void notice(String sentence) {
        out.flush();
        err.println("wiretape: " + sentence);
    }
}
