package dev.wiretape.timeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All rules, by family: the wire first, then the events from the outside in. */
public final class Rules {
    private static final List<Rule> ALL = Stream.of(
                    new TransportRules().rules(),
                    new HttpRules().rules(),
                    new SseRules().rules(),
                    DataRules.all(),
                    OrderRules.all(),
                    BlockRules.all(),
                    new ToolRules().rules(),
                    new StopRules().rules(),
                    new UsageRules().rules(),
                    new PaceRules().rules())
            .flatMap(List::stream)
            .toList();

    private static final Map<String, Rule> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Rule::name, Function.identity()));

    private Rules() {}

    /** Every rule there is. */
    public static List<Rule> all() {
        return ALL;
    }

    /** The rule called {@code name}, if there is one. */
    public static Optional<Rule> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
