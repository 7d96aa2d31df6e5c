package dev.wiretape.cli;

import dev.wiretape.timeline.SessionExchange;
import dev.wiretape.timeline.Visible;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The exchanges of a session on one axis, as text: which ran at the same time, which repeated a failed one. */
final class SessionText {
    private final PrintStream out;

    SessionText(PrintStream out) {
        this.out = out;
    }

    void print(String name, List<SessionExchange> exchanges) {
        out.println("session " + Visible.of(name) + "  exchange   start ms     end ms");
        for (SessionExchange exchange : exchanges) {
            String end = exchange.end().isPresent()
                    ? FrameTable.milliseconds(exchange.end().getAsLong())
                    : "–";
            out.println(String.format(
                            Locale.ROOT,
                            "%" + (Visible.of(name).length() + 18) + "d %10s %10s  %s",
                            exchange.seq(),
                            FrameTable.milliseconds(exchange.start()),
                            end,
                            String.join("; ", words(exchange, exchanges)))
                    .stripTrailing());
        }
        out.println();
    }

    private static List<String> words(SessionExchange exchange, List<SessionExchange> all) {
        List<String> words = new ArrayList<>();
        if (exchange.failed()) {
            words.add("failed");
        }
        if (exchange.retryOf().isPresent()) {
            SessionExchange before = all.get(exchange.retryOf().getAsInt());
            words.add("retry of " + before.seq() + ", which had delivered " + Count.of(before.frames(), "frame")
                    + " with " + Count.of(before.contentBytes(), "byte") + " of content");
        }
        if (!exchange.concurrent().isEmpty()) {
            words.add("at the same time as "
                    + SessionsSeen.numbers(all, exchange.concurrent()).stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(", ")));
        }
        return words;
    }
}
