package dev.wiretape.recording;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Has the disk keep everything that was written to a file system, in one go ({@code syncfs(2)}). Java cannot ask for it;
 * the {@code sync} command of Linux systems can.
 */
final class FileSystemSync {
    private static final long PATIENCE_SECONDS = 4;

    private boolean available = File.separatorChar == '/';

    /** Syncs the file system that {@code folder} is on; false where this machine cannot. */
    boolean sync(Path folder) {
        if (!available) {
            return false;
        }
        try {
            Process process = new ProcessBuilder("sync", "-f", folder.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return true; // the disk is busy with what it was asked for
            }
            available = process.exitValue() == 0;
        } catch (IOException e) {
            available = false; // there is no such command here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return available;
    }
}
