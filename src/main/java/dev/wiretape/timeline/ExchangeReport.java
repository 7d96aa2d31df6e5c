package dev.wiretape.timeline;

import dev.wiretape.message.MessageSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an exchange meant and where it went wrong.
 *
 * @param protocol what its body speaks
 * @param message the message; empty where it is none of the Messages API
 * @param timings when what happened
 * @param findings what the linter says, in the order of the frames; of each rule the first 25
 * @param counts how often each rule was broken, also where that is more than is listed
 */
public record ExchangeReport(
        Protocol protocol,
        Optional<MessageSnapshot> message,
        Timings timings,
        List<Finding> findings,
        Map<Rule, Long> counts) {

    /** How many findings there are of that severity, listed or not. */
    public long count(Severity severity) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().severity() == severity)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** How many findings of {@code rule} are not listed. */
    public long unlisted(Rule rule) {
        long listed = findings.stream().filter(f -> f.rule().equals(rule)).count();
        return counts.getOrDefault(rule, 0L) - listed;
    }
}
