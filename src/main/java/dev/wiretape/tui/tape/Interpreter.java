package dev.wiretape.tui.tape;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the tapes of a library for what they mean, in the background: first the one that is looked at, then those that
 * run, then the others. Stories of tapes nobody looks at are given up after a while.
 */
public final class Interpreter {
    private static final int BATCH = 256;
    private static final int STORIES_KEPT = 16;
    private static final int FIRST_ROWS = 5_000;
    private static final long LARGE = 50_000_000;
    private static final long PUBLISH_EVERY_NS = 50_000_000;

    private final Consumer<Meaning> publish;
    private final Map<Integer, Integer> understood = new HashMap<>();
    private final LinkedHashMap<Integer, Reading> readings = new LinkedHashMap<>(16, 0.75f, true);
    private Library library;
    private int looked = -1;
    private long lastPublished;
    private boolean paused;
    private boolean closed;

    /** An interpreter that tells {@code publish}, on its own thread. */
    public Interpreter(Consumer<Meaning> publish) {
        this.publish = publish;
    }

    /** There is more to read. */
    public synchronized void grew(Library newLibrary) {
        library = newLibrary;
        notifyAll();
    }

    /** The tape at {@code place} is looked at; none for -1. */
    public synchronized void look(int place) {
        if (looked != place) {
            looked = place;
            notifyAll();
        }
    }

    /** Whether to leave the processor to something more urgent: a search. */
    public synchronized void pause(boolean on) {
        if (paused != on) {
            paused = on;
            notifyAll();
        }
    }

    /** Ends {@link #run()}. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Reads until it is closed. */
    public void run() throws InterruptedException, IOException {
        try {
            for (Optional<Tape> tape = next(); tape.isPresent(); tape = next()) {
                read(tape.get());
            }
        } finally {
            for (Reading reading : readings.values()) {
                reading.close();
            }
        }
    }

    /** Reads all that is known now, and returns. */
    public void runOnce() throws IOException {
        for (Optional<Tape> tape = choose(); tape.isPresent(); tape = choose()) {
            read(tape.get());
        }
    }

    private synchronized Optional<Tape> next() throws InterruptedException {
        while (!closed) {
            Optional<Tape> tape = choose();
            if (tape.isPresent()) {
                return tape;
            }
            wait();
        }
        return Optional.empty();
    }

    private synchronized Optional<Tape> choose() {
        if (library == null || paused) {
            return Optional.empty();
        }
        if (looked >= 0 && looked < library.tapes().size()) {
            Tape tape = library.tapes().get(looked);
            Reading reading = readings.get(looked);
            boolean given = understood.getOrDefault(looked, -1) >= tape.rows().count();
            if (reading == null
                    || (!given && reading.behind(tape) && (library.caughtUp() || reading.rows() < FIRST_ROWS))) {
                return Optional.of(tape);
            }
        }
        if (!library.caughtUp() && library.total() > LARGE) {
            // The index first: without it one cannot move.
            return Optional.empty();
        }
        // The newest first: that is what the screen shows first.
        for (int i = library.tapes().size() - 1; i >= 0; i--) {
            Tape tape = library.tapes().get(i);
            if (understood.getOrDefault(i, -1) < tape.rows().count()) {
                return Optional.of(tape);
            }
        }
        return Optional.empty();
    }

    private void read(Tape tape) throws IOException {
        Reading reading = readings.get(tape.place());
        if (reading == null) {
            reading = new Reading(tape);
            readings.put(tape.place(), reading);
            forgetOldest();
        }
        reading.read(tape, BATCH);
        boolean caughtUp = !reading.behind(tape) || !Memory.isLeft();
        if (caughtUp) {
            understood.put(tape.place(), tape.rows().count());
        }
        if (caughtUp || System.nanoTime() - lastPublished > PUBLISH_EVERY_NS) {
            publish.accept(reading.meaning());
            lastPublished = System.nanoTime();
        }
    }

    private void forgetOldest() throws IOException {
        if (readings.size() > STORIES_KEPT) {
            Map.Entry<Integer, Reading> oldest = readings.entrySet().iterator().next();
            publish.accept(oldest.getValue().meaning().withoutStory());
            oldest.getValue().close();
            readings.remove(oldest.getKey());
        }
    }
}
