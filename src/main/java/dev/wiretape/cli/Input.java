package dev.wiretape.cli;

import java.nio.file.Path;

/**
 * A recording that a command reads.
 *
 * @param file where it is
 * @param name what the user calls it: the path as given, or {@code -}
 * @param imported whether it was made on the fly of a file of another kind, which {@code name} is
 */
record Input(Path file, String name, boolean imported) {}
