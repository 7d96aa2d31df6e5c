package dev.wiretape.samples;

import java.util.List;
import java.util.stream.Stream;

/** Everything that is to be recorded, in the order of the table. */
final class Samples {
    private Samples() {}

    static List<Sample> all() {
        return Stream.of(TextSamples.all(), ToolSamples.all(), BrokenSamples.all(), ChunkSamples.all())
                .flatMap(List::stream)
                .toList();
    }
}
