package dev.wiretape.tui.model;

import dev.wiretape.tui.tape.Tape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is being served what. Immutable.
 *
 * @param now the answers that are on their way
 * @param known all that were seen, by the number of their exchange, as they were last seen
 */
public record Deck(List<Served> now, Map<Long, Served> known) {
    /** Nobody is served yet. */
    public static final Deck EMPTY = new Deck(List.of(), Map.of());

    /** The same with what is on its way by now. */
    Deck with(List<Served> answers) {
        Map<Long, Served> more = new HashMap<>(known);
        answers.forEach(answer -> more.put(answer.exchange(), answer));
        return new Deck(List.copyOf(answers), Map.copyOf(more));
    }

    /** The answer that a tape records, if it is on its way. */
    public Optional<Served> playing(Tape tape) {
        return now.stream()
                .filter(answer -> answer.exchange() == tape.header().seq())
                .findFirst();
    }

    /** The answer that a tape records, as it was last seen. */
    public Optional<Served> of(Tape tape) {
        return Optional.ofNullable(known.get(tape.header().seq()));
    }
}
