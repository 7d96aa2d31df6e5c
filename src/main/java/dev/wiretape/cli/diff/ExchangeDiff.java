package dev.wiretape.cli.diff;

import dev.wiretape.message.Block;
import dev.wiretape.message.MessageSnapshot;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Exchange;
import dev.wiretape.recording.Line;
import dev.wiretape.recording.RecordingReader;
import dev.wiretape.timeline.ExchangeReport;
import dev.wiretape.timeline.Inspection;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares two exchanges. Each is read a few times and never held whole. */
public final class ExchangeDiff {
    private ExchangeDiff() {}

    /**
     * The differences of each of {@code layers}; none where they are the same.
     *
     * @throws IOException where one cannot be read
     */
    public static Map<Layer, List<Difference>> of(Exchange a, Exchange b, Set<Layer> layers) throws IOException {
        Map<Layer, List<Difference>> found = new EnumMap<>(Layer.class);
        ExchangeReport first = report(a);
        ExchangeReport second = report(b);
        for (Layer layer : layers) {
            found.put(
                    layer,
                    switch (layer) {
                        case BYTES -> BytesDiff.of(a, b);
                        case EVENTS -> EventsDiff.of(a, b);
                        case CONTENT -> ContentDiff.of(first.message(), second.message());
                        case TOOL_INPUT -> ToolInputDiff.of(blocks(first), blocks(second));
                        case USAGE -> UsageDiff.of(first.message(), second.message());
                        case TIMING -> TimingDiff.of(first.timings(), second.timings());
                    });
        }
        return found;
    }

    private static List<Block> blocks(ExchangeReport report) {
        return report.message().map(MessageSnapshot::blocks).orElse(List.of());
    }

    private static ExchangeReport report(Exchange exchange) throws IOException {
        Inspection inspection = new Inspection();
        try (RecordingReader reader = exchange.open()) {
            for (Optional<Line> line = SoundLines.next(reader); line.isPresent(); line = SoundLines.next(reader)) {
                inspection.add(line.get());
            }
        }
        return inspection.report();
    }

    /** The outcome's word; an exchange without an end has none. */
    static String outcome(Exchange exchange) {
        return exchange.end().map(Entry.End::word).orElse("no end");
    }
}
