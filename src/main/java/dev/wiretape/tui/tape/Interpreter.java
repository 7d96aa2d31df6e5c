package dev.wiretape.tui.tape;

import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
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
    /** How often a stream that runs is read on while nobody looks at it. */
    private static final long GLANCE_EVERY_MS = 250;

    private static final int FIRST_ROWS = 5_000;
    private static final long LARGE = 50_000_000;
    private static final long PUBLISH_EVERY_NS = 50_000_000;

    private final Consumer<Meaning> publish;
    private final Map<Integer, Integer> understood = new HashMap<>();
    private final LinkedHashMap<Integer, Reading> readings = new LinkedHashMap<>(16, 0.75f, true);
    private Library library;
    private int looked = -1;
    private long lastPublished;
    private final Map<Integer, Long> due = new HashMap<>();
    private boolean waiting;
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
            wait(waiting ? GLANCE_EVERY_MS / 4 : 0);
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
        long now = System.nanoTime();
        waiting = false;
        for (int i = library.tapes().size() - 1; i >= 0; i--) {
            Tape tape = library.tapes().get(i);
            if (understood.getOrDefault(i, -1) >= tape.rows().count()) {
                continue;
            }
            if (tape.end().isEmpty() && now - due.getOrDefault(i, now) < 0) {
                waiting = true;
            } else {
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
            due.put(tape.place(), System.nanoTime() + GLANCE_EVERY_MS * 1_000_000);
            understood.put(tape.place(), tape.rows().count());
        }
        if (caughtUp || System.nanoTime() - lastPublished > PUBLISH_EVERY_NS) {
            publish.accept(reading.meaning());
            lastPublished = System.nanoTime();
        }
    }

    /** Of a stream that runs the story is kept: to read it again from its beginning each time would never end. */
    private void forgetOldest() throws IOException {
        if (readings.size() <= STORIES_KEPT) {
            return;
        }
        Iterator<Reading> oldest = readings.values().iterator();
        while (oldest.hasNext()) {
            Reading reading = oldest.next();
            if (ended(reading.place())) {
                oldest.remove();
                publish.accept(reading.meaning().withoutStory());
                reading.close();
                return;
            }
        }
    }

    private synchronized boolean ended(int place) {
        return place != looked && library.tapes().get(place).end().isPresent();
    }
}
