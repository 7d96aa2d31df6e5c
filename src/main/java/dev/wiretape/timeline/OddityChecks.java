package dev.wiretape.timeline;

import dev.wiretape.message.Change;
import dev.wiretape.message.Oddity;
import dev.wiretape.message.Oddity.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes findings of what the fold of the message finds odd; leaves out what only follows from another finding. */
final class OddityChecks implements Check {
    private static final Map<Kind, Rule> RULES = rules(Stream.of(
                    DataRules.all(),
                    OrderRules.all(),
                    BlockRules.all(),
                    new UsageRules().rules(),
                    List.of(ToolRules.INPUT_BROKEN, ToolRules.INPUT_NOT_OBJECT, ToolRules.INPUT_STATED_TWICE))
            .flatMap(List::stream));

    private boolean startMissed;

    @Override
    public List<Rule> rules() {
        return List.copyOf(RULES.values());
    }

    @Override
    public void frame(Seen frame, Findings to) {
        if (frame.change().isEmpty()) {
            return;
        }
        Change change = frame.change().get();
        for (Oddity odd : change.oddities()) {
            if (!followsFromAnother(odd, change)) {
                add(odd, frame.number(), to);
            }
        }
    }

    @Override
    public void end(Ending ending, Findings to) {
        // Where the exchange was cut, that is the finding; after an error event nothing else was to come.
        if (ending.byServer() && !ending.failed() && ending.events() > 0) {
            for (Oddity odd : ending.leftOver()) {
                if (odd.kind() != Kind.MESSAGE_START_MISSING || !startMissed) {
                    add(odd, -1, to);
                }
            }
        }
    }

    private boolean followsFromAnother(Oddity odd, Change change) {
        return switch (odd.kind()) {
            case INPUT_UNFINISHED, USAGE_SHRINKS -> true; // ToolRules, UsageRules: only the end tells what they mean
            case BEFORE_MESSAGE_START -> {
                boolean again = startMissed;
                startMissed = true;
                yield again;
            }
            case AFTER_MESSAGE_STOP -> change.oddities().stream().anyMatch(other -> other.kind() == Kind.DONE_MARK);
            default -> false;
        };
    }

    private static void add(Oddity odd, int frame, Findings to) {
        Rule rule = RULES.get(odd.kind());
        if (rule != null) {
            to.add(rule, frame, odd.block(), OddityWords.of(odd));
        }
    }

    private static Map<Kind, Rule> rules(Stream<Rule> rules) {
        Map<Kind, Rule> byKind = new EnumMap<>(Kind.class);
        rules.forEach(rule -> {
            for (Kind kind : Kind.values()) {
                if (kind.id().equals(rule.name())) {
                    byKind.put(kind, rule);
                }
            }
        });
        return byKind;
    }
}
