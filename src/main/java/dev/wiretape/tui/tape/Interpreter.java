package dev.wiretape.tui.tape;

import java.io.IOException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads the tapes of a library for what they mean, in the background: first the one that is looked at, then those that can
 * be seen in the list, then whatever has ended. What runs and cannot be seen waits until it has ended. All that is kept of
 * tapes nobody looks at is what the list shows.
 */
public final class Interpreter {
    private static final int BATCH = 256;
    /** So many that have ended are kept in depth: one goes back and forth between them. */
    private static final int STORIES_KEPT = 16;
    /** So many that run are kept open, so as not to begin anew whenever they grow. */
    private static final int RUNNING_KEPT = 64;
    /** How often a stream that runs is read on while nobody looks at it. */
    private static final long GLANCE_EVERY_NS = 250_000_000;
    /** Whoever records shares the machine with us: while something runs, what cannot be seen gets a tenth of the time. */
    private static final int SHARE = 10;

    private static final int FIRST_ROWS = 5_000;
    private static final long PUBLISH_EVERY_NS = 50_000_000;

    private final Consumer<Meaning> publish;
    private final LinkedHashMap<Integer, Reading> readings = new LinkedHashMap<>(16, 0.75f, true);
    /** Those that have ended and were read to their end. */
    private final BitSet done = new BitSet();
    /** Those that were read and neither have an end nor seem to run. */
    private final Set<Integer> dead = new HashSet<>();
    /** Both. */
    private final BitSet swept = new BitSet();

    private Library library;
    private int looked = -1;
    private List<Integer> visible = List.of();
    private long lastPublished;
    private long restUntil = System.nanoTime();
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
        for (Iterator<Integer> places = dead.iterator(); places.hasNext(); ) {
            int place = places.next();
            if (library.tapes().get(place).end().isPresent()) {
                places.remove();
                swept.clear(place);
            }
        }
        notifyAll();
    }

    /** The tape at {@code place} is looked at, none for -1; those at {@code seen} stand in the list on the screen. */
    public synchronized void look(int place, List<Integer> seen) {
        if (looked != place || !visible.equals(seen)) {
            looked = place;
            visible = seen;
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
            restUntil = System.nanoTime();
        }
    }

    private synchronized Optional<Tape> next() throws InterruptedException {
        while (!closed) {
            Optional<Tape> tape = choose();
            if (tape.isPresent()) {
                return tape;
            }
            wait(waiting ? GLANCE_EVERY_NS / 4_000_000 : 0);
        }
        return Optional.empty();
    }

    private synchronized Optional<Tape> choose() {
        waiting = false;
        if (library == null || paused) {
            return Optional.empty();
        }
        Optional<Tape> first = library.tapes().at(looked).filter(this::isWantedInDepth);
        for (int i = visible.size() - 1; i >= 0 && first.isEmpty(); i--) {
            first = library.tapes().at(visible.get(i)).filter(this::isWanted);
        }
        // The index first: without it one cannot move.
        return first.isPresent() || !library.caughtUp() ? first : sweep();
    }

    private boolean isWantedInDepth(Tape tape) {
        Reading reading = readings.get(tape.place());
        return reading == null
                || !reading.inDepth()
                || (!reading.told(tape) && reading.behind(tape) && (library.caughtUp() || reading.rows() < FIRST_ROWS));
    }

    private boolean isWanted(Tape tape) {
        if (tape.end().isPresent()) {
            return !done.get(tape.place());
        }
        Reading reading = readings.get(tape.place());
        if (reading == null) {
            return true;
        }
        boolean grown = !reading.told(tape);
        boolean early = System.nanoTime() - reading.due() < 0;
        waiting |= grown && early;
        return grown && !early;
    }

    /** The newest that has ended and nobody has read, if it is time for one. */
    private Optional<Tape> sweep() {
        if (System.nanoTime() - restUntil < 0) {
            waiting = true;
            return Optional.empty();
        }
        long nowMs = System.currentTimeMillis();
        int place = swept.previousClearBit(library.tapes().size() - 1);
        while (place >= 0) {
            Tape tape = library.tapes().get(place);
            if (!tape.live(nowMs)) {
                return Optional.of(tape);
            }
            place = swept.previousClearBit(place - 1);
        }
        return Optional.empty();
    }

    private void read(Tape tape) throws IOException {
        long begin = System.nanoTime();
        Reading reading = readings.get(tape.place());
        if (reading == null) {
            reading = new Reading(tape);
            readings.put(tape.place(), reading);
        }
        reading.read(tape, BATCH);
        boolean all = !reading.behind(tape) || !Memory.isLeft();
        boolean kept = isKept(tape);
        if (all) {
            reading.telling(tape);
            reading.due(System.nanoTime() + GLANCE_EVERY_NS);
            wasRead(tape);
        }
        if (all || System.nanoTime() - lastPublished > PUBLISH_EVERY_NS) {
            publish.accept(reading.meaning(kept));
            lastPublished = System.nanoTime();
        }
        boolean over = all && tape.end().isPresent() && !kept;
        if (over) {
            readings.remove(tape.place()).close();
        } else {
            forgetOldest(tape.end().isPresent());
        }
        rest(tape, System.nanoTime() - begin);
    }

    private synchronized void wasRead(Tape tape) {
        if (tape.end().isPresent()) {
            done.set(tape.place());
            swept.set(tape.place());
        } else if (!tape.live(System.currentTimeMillis())) {
            dead.add(tape.place());
            swept.set(tape.place());
        }
    }

    /** Whether to keep more of it than the list shows. */
    private synchronized boolean isKept(Tape tape) {
        return tape.place() == looked || library.tapes().size() <= STORIES_KEPT;
    }

    private void forgetOldest(boolean ended) throws IOException {
        if (readings.size() <= (ended ? STORIES_KEPT : RUNNING_KEPT)) {
            return;
        }
        Iterator<Reading> oldest = readings.values().iterator();
        while (oldest.hasNext()) {
            Reading reading = oldest.next();
            if (canGo(reading, ended)) {
                oldest.remove();
                publish.accept(reading.meaning(false));
                reading.close();
                return;
            }
        }
    }

    private synchronized boolean canGo(Reading reading, boolean ended) {
        return reading.place() != looked
                && library.tapes().get(reading.place()).end().isPresent() == ended;
    }

    private synchronized void rest(Tape tape, long tookNs) {
        boolean seen = tape.place() == looked || visible.contains(tape.place());
        if (!seen && library.live(System.currentTimeMillis()) > 0) {
            restUntil = System.nanoTime() + (SHARE - 1) * tookNs;
        }
    }
}
