package dev.wiretape.recording;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Tells which recordings a folder has gained. The operating system says so where it can; where it cannot (inotify gives
 * 128 for a user, and knows nothing of what others do on a network's file system), the folder is listed when its time of
 * modification has changed. Not thread-safe.
 */
final class FolderWatch implements Closeable {
    private static final long LOOK_EVERY_NS = 1_000_000_000L;
    private static final long LOOK_OFTEN_NS = 50_000_000L;
    /** Lists at most a tenth of the time. */
    private static final int SHARE = 10;
    /** File systems' clocks are this coarse, ms: what was listed that soon after a change may have missed another. */
    private static final long GRAIN_MS = 100;

    private final Path folder;
    private final Optional<WatchService> service;
    private final List<Path> told = new ArrayList<>();
    private boolean all;
    private boolean everTold;
    private long listedMs;
    private long due;

    /** Watches {@code path} if {@code isFolder}; else nothing is ever found. */
    FolderWatch(Path path, boolean isFolder) {
        this.folder = path;
        this.all = isFolder;
        this.service = isFolder ? watch(path) : Optional.empty();
    }

    /** What was found since the last call, perhaps with some that were told of before. */
    List<Path> found() throws IOException {
        if (service.isPresent()) {
            for (WatchKey key = service.get().poll();
                    key != null;
                    key = service.get().poll()) {
                take(key);
            }
        }
        if (all || (System.nanoTime() - due >= 0 && hasChanged())) {
            return list();
        }
        List<Path> found = SessionFolder.inOrder(told.stream());
        told.clear();
        return found;
    }

    /** Waits for so long, or until there is something to find. */
    void pause(long ms) throws InterruptedException {
        if (service.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(ms);
            return;
        }
        WatchKey key = service.get().poll(ms, TimeUnit.MILLISECONDS);
        if (key != null) {
            take(key);
        }
    }

    @Override
    public void close() throws IOException {
        if (service.isPresent()) {
            service.get().close();
        }
    }

    private static Optional<WatchService> watch(Path folder) {
        try {
            WatchService service = folder.getFileSystem().newWatchService();
            folder.register(service, StandardWatchEventKinds.ENTRY_CREATE);
            return Optional.of(service);
        } catch (IOException noneLeft) {
            return Optional.empty();
        }
    }

    private void take(WatchKey key) {
        for (WatchEvent<?> event : key.pollEvents()) {
            if (event.context() instanceof Path name) {
                everTold = true;
                if (SessionFolder.isRecording(name)) {
                    told.add(folder.resolve(name));
                }
            } else {
                // More than the system could keep in mind.
                all = true;
            }
        }
        key.reset();
    }

    private List<Path> list() throws IOException {
        long begin = System.nanoTime();
        listedMs = System.currentTimeMillis();
        all = false;
        told.clear();
        try {
            return SessionFolder.candidates(folder);
        } catch (NoSuchFileException | NotDirectoryException gone) {
            return List.of();
        } finally {
            long took = System.nanoTime() - begin;
            due = begin + Math.max(SHARE * took, service.isPresent() ? LOOK_EVERY_NS : LOOK_OFTEN_NS);
        }
    }

    /** Whether there may be something the system did not tell of. */
    private boolean hasChanged() throws IOException {
        due = System.nanoTime() + (service.isPresent() ? LOOK_EVERY_NS : LOOK_OFTEN_NS);
        if (everTold) {
            // It does tell.
            return false;
        }
        try {
            return Files.getLastModifiedTime(folder).toMillis() > listedMs - GRAIN_MS;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }
}
