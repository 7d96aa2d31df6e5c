package dev.wiretape.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The recordings of one round: each must end with an {@code end} line, and together they must hold every frame.
 *
 * <p>Only the last bytes of each file are read; that the rest is right is the tests' matter, not the benchmark's.
 */
final class RecordedFolder {
    private static final int TAIL = 4096;
    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final Pattern FRAMES = Pattern.compile("\"frames\":(\\d+)");

    private final Path folder;

    RecordedFolder(Path folder) {
        this.folder = folder;
    }

    private record Total(long files, long complete, long frames) {}

    /**
     * Waits for the end lines, compares them with what the clients received, and moves the files out of the way. They
     * are not deleted before the benchmark ends: for minutes after many were, ext4 takes ten times as long to create one.
     */
    List<String> settle(long streams, long frames) throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        Total total = total();
        while ((total.complete < streams || total.frames < frames) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(100_000_000);
            total = total();
        }
        Path settled = Files.createTempDirectory(folder.toAbsolutePath().getParent(), "settled");
        for (Path file : files()) {
            Files.move(file, settled.resolve(file.getFileName()));
        }
        List<String> wrong = new ArrayList<>();
        if (total.complete < streams) {
            wrong.add(total.complete + " complete recordings of " + streams + " streams");
        }
        if (total.frames < frames) {
            wrong.add(total.frames + " frames recorded of " + frames);
        }
        return wrong;
    }

    private Total total() throws IOException {
        long complete = 0;
        long frames = 0;
        List<Path> files = files();
        for (Path file : files) {
            String end = lastLine(file);
            Matcher count = FRAMES.matcher(end);
            if (end.contains("\"kind\":\"end\"") && end.contains("\"outcome\":\"complete\"") && count.find()) {
                complete++;
                frames += Long.parseLong(count.group(1));
            }
        }
        return new Total(files.size(), complete, frames);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".ndjson")).toList();
        }
    }

    private static String lastLine(Path file) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(TAIL, access.length())];
            access.seek(access.length() - tail.length);
            access.readFully(tail);
            String text = new String(tail, StandardCharsets.UTF_8).stripTrailing();
            return text.substring(text.lastIndexOf('\n') + 1);
        }
    }
}
