package dev.wiretape.recording;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * Has the disk keep what the recorder appended: every open file once a second, and each file when its exchange ends. It
 * does so on a thread of its own, because a sync can take long and the bytes must not wait for it. Power loss so costs at
 * most a second.
 *
 * <p>A journalling file system commits for every single file that is synced, and nobody can create one meanwhile. Where
 * many exchanges end or run at once, the whole file system is therefore synced instead, once a second.
 */
final class Syncer implements AutoCloseable {
    /** So many files a second are synced one by one; what is more is synced as a whole. */
    private static final int SINGLY = 16;

    private static final int LOOKED_AFTER = 256;

    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final BiConsumer<Path, IOException> onFailure;
    private final FileSystemSync whole;
    private final Set<RecordingFile> open = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Optional<RecordingFile>> ended = new LinkedBlockingQueue<>();
    private Iterator<RecordingFile> round = Collections.emptyIterator();
    private final AtomicInteger endedSingly = new AtomicInteger();
    private final Set<Path> endedTogether = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean closing;

    /** Starts the thread; {@code folder} is where the files are. */
    Syncer(Path folder, BiConsumer<Path, IOException> onFailure) {
        this.whole = new FileSystemSync(folder);
        this.onFailure = onFailure;
        this.thread = new Thread(this::run, "wiretape-sync");
        thread.setDaemon(true);
        thread.start();
    }

    void opened(RecordingFile file) {
        open.add(file);
    }

    /** Syncs and closes the file; nobody may append to it any more. */
    void ended(RecordingFile file) {
        open.remove(file);
        if (endedSingly.incrementAndGet() <= SINGLY) {
            ended.add(Optional.of(file));
        } else {
            guarded(file.path(), file::close);
            endedTogether.add(file.path());
        }
    }

    /** Syncs what is left and stops. */
    @Override
    public void close() {
        closing = true;
        // Not an interrupt, which would close the channel that is just being synced.
        ended.add(Optional.empty());
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closing) {
            syncEndedUntil(System.nanoTime() + PERIOD_NANOS);
            endedSingly.set(0);
            syncAll();
        }
        for (Optional<RecordingFile> file = ended.poll(); file != null; file = ended.poll()) {
            file.ifPresent(this::finish);
        }
        syncAll();
        whole.close();
    }

    private void syncEndedUntil(long due) {
        for (long left = PERIOD_NANOS; left > 0 && !closing; left = due - System.nanoTime()) {
            try {
                Optional<RecordingFile> file = ended.poll(left, TimeUnit.NANOSECONDS);
                if (file != null) {
                    file.ifPresent(this::finish);
                }
            } catch (InterruptedException e) {
                // Nobody has reason to; what was appended must be synced all the same.
                closing = true;
            }
        }
    }

    private void finish(RecordingFile file) {
        guarded(file.path(), () -> {
            try (file) {
                file.sync();
                file.requirePlace();
            }
        });
    }

    private void syncAll() {
        List<Path> closed = List.copyOf(endedTogether);
        closed.forEach(endedTogether::remove);
        lookAfter();
        List<RecordingFile> grown = new ArrayList<>(open);
        grown.removeIf(file -> !file.isUnsynced());
        if (grown.size() + closed.size() <= SINGLY || !syncWhole(grown)) {
            grown.forEach(file -> guarded(file.path(), file::sync));
            closed.forEach(path -> guarded(path, () -> syncPath(path)));
        }
    }

    /** Looks whether open files are still where they were; with thousands of them it takes some seconds to get round. */
    private void lookAfter() {
        for (int i = 0; i < LOOKED_AFTER; i++) {
            if (!round.hasNext()) {
                round = open.iterator();
                if (i > 0) {
                    return;
                }
            }
            if (round.hasNext()) {
                RecordingFile file = round.next();
                guarded(file.path(), file::requirePlace);
            }
        }
    }

    private boolean syncWhole(List<RecordingFile> grown) {
        grown.forEach(file -> file.syncedOtherwise(true));
        boolean works = whole.sync();
        if (!works) {
            grown.forEach(file -> file.syncedOtherwise(false));
        }
        return works;
    }

    private static void syncPath(Path path) throws IOException {
        if (Files.exists(path)) {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.force(false);
            }
        }
    }

    private interface Action {
        void run() throws IOException;
    }

    private void guarded(Path path, Action action) {
        try {
            action.run();
        } catch (IOException e) {
            onFailure.accept(path, e);
        }
    }
}
