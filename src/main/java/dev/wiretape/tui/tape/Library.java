package dev.wiretape.tui.tape;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Every exchange found so far in the file or folder that is viewed. Immutable.
 *
 * @param path the file or the folder
 * @param tapes in the order of the files, and of the lines in them
 * @param read bytes read so far
 * @param total bytes there are, as far as known
 * @param caughtUp whether everything there was has been read once
 * @param damages lines that cannot be read, in words; the first hundred
 * @param torn bytes of a last line without its line end, over all files that ended so
 * @param failure why nothing can be read any more, in words
 */
public record Library(
        Path path,
        List<Tape> tapes,
        long read,
        long total,
        boolean caughtUp,
        List<String> damages,
        long torn,
        Optional<String> failure) {
    /** A library of which nothing has been read. */
    public static Library empty(Path path) {
        return new Library(path, List.of(), 0, 0, false, List.of(), 0, Optional.empty());
    }
}
