package dev.wiretape.tui.tape;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Every exchange found so far in the file or folder that is viewed. Immutable.
 *
 * @param path the file or the folder
 * @param tapes in the order of the files, and of the lines in them
 * @param open the places of those that have no end
 * @param read bytes read so far
 * @param total bytes there are; 0 as long as that is not known
 * @param caughtUp whether everything there was has been read once
 * @param damages lines that cannot be read, in words; the first hundred
 * @param failure why nothing can be read any more, in words
 */
public record Library(
        Path path,
        Shelf<Tape> tapes,
        List<Integer> open,
        long read,
        long total,
        boolean caughtUp,
        List<String> damages,
        Optional<String> failure) {
    /** How many exchanges seem to run still. */
    public long live(long nowMs) {
        if (!caughtUp) {
            // What is being read for the first time seems to run until its last line was read.
            return 0;
        }
        return open.stream().filter(place -> tapes.get(place).live(nowMs)).count();
    }

    /** A library of which nothing has been read. */
    public static Library empty(Path path) {
        return new Library(path, Shelf.empty(), List.of(), 0, 0, false, List.of(), Optional.empty());
    }
}
