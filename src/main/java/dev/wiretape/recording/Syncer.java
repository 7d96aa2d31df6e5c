package dev.wiretape.recording;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * Has the disk keep what the recorder appended: every open file once a second, every file when its exchange ends, on a
 * thread of its own, because a sync can take long and the bytes must not wait for it. Power loss so costs at most a
 * second.
 *
 * <p>Where exchanges end faster than the disk syncs, files are closed first and synced through their path, so that the
 * backlog holds no descriptors.
 */
final class Syncer implements AutoCloseable {
    private static final int OPEN_BACKLOG = 64;
    private static final long PERIOD_MS = 1000;

    private final BiConsumer<Path, IOException> onFailure;
    private final Set<RecordingFile> open = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Runnable> ended = new LinkedBlockingQueue<>();
    private final AtomicInteger openBacklog = new AtomicInteger();
    private final Thread thread;
    private volatile boolean closing;

    Syncer(BiConsumer<Path, IOException> onFailure) {
        this.onFailure = onFailure;
        this.thread = new Thread(this::run, "wiretape-sync");
        thread.setDaemon(true);
        thread.start();
    }

    void opened(RecordingFile file) {
        open.add(file);
    }

    /** Syncs and closes the file soon; nobody may append to it any more. */
    void ended(RecordingFile file) {
        open.remove(file);
        if (openBacklog.incrementAndGet() <= OPEN_BACKLOG) {
            ended.add(() -> {
                openBacklog.decrementAndGet();
                guarded(file.path(), () -> {
                    file.sync();
                    file.close();
                });
            });
        } else {
            openBacklog.decrementAndGet();
            guarded(file.path(), file::close);
            ended.add(() -> guarded(file.path(), () -> syncPath(file.path())));
        }
    }

    /** Syncs what is left and stops. */
    @Override
    public void close() {
        closing = true;
        ended.add(() -> {});
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
        long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PERIOD_MS);
        while (!closing || !ended.isEmpty()) {
            try {
                long wait = Math.max(0, due - System.nanoTime());
                Runnable task = ended.poll(wait, TimeUnit.NANOSECONDS);
                if (task != null) {
                    task.run();
                }
            } catch (InterruptedException e) {
                // Nobody interrupts this thread on purpose; what was appended must be synced all the same.
                continue;
            }
            if (System.nanoTime() - due >= 0) {
                syncOpen();
                due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PERIOD_MS);
            }
        }
        syncOpen();
    }

    private void syncOpen() {
        for (RecordingFile file : open) {
            guarded(file.path(), file::sync);
        }
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
