package dev.wiretape.recording;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A recording that is not whole, because the disk failed it.
 *
 * @param path the recording
 * @param reason in words, such as "No space left on device"
 */
public record RecordingFailure(Path path, String reason) {
    static String words(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "its folder is gone";
        }
        if (e instanceof FileSystemException fs && fs.getReason() != null) {
            return fs.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
