package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wiretape.recording.BodyProof;
import dev.wiretape.recording.DamagedRecordingException;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Line;
import dev.wiretape.recording.Recording;
import dev.wiretape.recording.RecordingReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;

/** Goes through the exchanges of a recording once, line by line, so that its size does not matter. */
final class RecordingPass {
    /** What is told of an exchange. */
    interface Visitor {
        /** The next line of the exchange, its header first. */
        void line(Line line);

        /** It has no more lines. */
        void end();
    }

    /** Begins a visit for each exchange. */
    interface Visitors {
        /** Of the exchange that {@code header} begins. */
        Visitor begin(Entry.Header header);
    }

    /** Who is told of exchanges that are only to be proven. */
    static final Visitor NOBODY = Nobody.INSTANCE;

    private final PrintStream out;
    private final PrintStream err;
    private Optional<Visitor> current = Optional.empty();
    private final BodyProof proof = new BodyProof();
    private boolean damaged;
    private boolean noRecording;
    private long damagedLines;

    RecordingPass(Surroundings surroundings) {
        this(surroundings.out(), surroundings.err());
    }

    private RecordingPass(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** One that says nothing of what cannot be read, for what is read again. */
    static RecordingPass quiet() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
        return new RecordingPass(nowhere, nowhere);
    }

    /**
     * Visits every exchange and returns whether a line was damaged; damaged lines are said and passed over, and so is a
     * file that is no recording.
     *
     * @throws CommandFailure where it cannot be read
     */
    boolean run(Input input, Visitors visitors) {
        try (RecordingReader reader = RecordingReader.open(input.file())) {
            for (Optional<Line> line = next(reader, input); line.isPresent(); line = next(reader, input)) {
                line(line.get(), visitors);
                prove(line.get(), input);
            }
            finish();
            if (damagedLines > 1) {
                notice(Recording.moreDamaged(input.name(), damagedLines - 1) + ".");
            }
            if (reader.tornTail() > 0) {
                notice(Recording.torn(input.name(), reader.tornTail()) + ".");
            }
        } catch (DamagedRecordingException e) {
            damaged = true;
            noRecording = true;
            notice(e.getMessage() + ".");
        } catch (IOException e) {
            throw Unreadable.failure(input.file(), e);
        }
        return damaged;
    }

    /** Whether nothing could be read, since the file does not begin as a recording does. */
    boolean foundNoRecording() {
        return noRecording;
    }

    /** The next line that can be read; before the header there is nothing to go on with. */
    private Optional<Line> next(RecordingReader reader, Input input) throws IOException {
        while (true) {
            try {
                Optional<Line> line = reader.next();
                boolean header =
                        line.filter(l -> l.entry() instanceof Entry.Header).isPresent();
                if (current.isEmpty() && !header) {
                    break;
                }
                return line;
            } catch (DamagedRecordingException e) {
                if (current.isEmpty()) {
                    throw e.asNoRecording();
                }
                damaged = true;
                if (damagedLines++ == 0) {
                    notice(e.getMessage() + "; the rest is read.");
                }
            }
        }
        throw DamagedRecordingException.withoutHeader(input.file(), reader.number(), reader.tornTail());
    }

    /** Where lines could not be read, the hash cannot fit either, and that was said. */
    private void prove(Line line, Input input) {
        Optional<String> doubt = proof.add(line.entry());
        if (doubt.isPresent() && !damaged) {
            damaged = true;
            notice(input.name() + ": line " + line.number() + " " + doubt.get() + ".");
        }
    }

    private void line(Line line, Visitors visitors) {
        if (line.entry() instanceof Entry.Header header) {
            finish();
            current = Optional.of(visitors.begin(header));
        }
        current.ifPresent(visitor -> visitor.line(line));
    }

    private void finish() {
        current.ifPresent(Visitor::end);
        current = current.isPresent() ? Optional.of(NOBODY) : current;
    }

    private void notice(String sentence) {
        out.flush();
        err.println("wiretape: " + sentence);
    }

    /** Stands between one exchange and the next, or for somebody who does not look. */
    private enum Nobody implements Visitor {
        INSTANCE;

        @Override
        public void line(Line line) {
            // Nobody is there.
        }

        @Override
        public void end() {
            // It has ended already.
        }
    }
}
