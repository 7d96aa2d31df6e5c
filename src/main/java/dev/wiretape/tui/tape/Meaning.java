package dev.wiretape.tui.tape;

import dev.wiretape.message.MessageSnapshot;
import dev.wiretape.timeline.ExchangeReport;
import java.util.List;
import java.util.Optional;

/**
 * What an exchange meant, as far as it had been read for that. Immutable, but for the story, which only grows.
 *
 * @param place the tape's place in the library
 * @param rows how many of its rows had been read
 * @param story the message as of any frame; empty where it was given up to save memory, and comes again when asked for
 * @param last the message after the last frame read
 * @param report what the linter says, and when what happened
 * @param remarks the linter's findings, in the order of the stream
 */
public record Meaning(
        int place, int rows, Optional<Story> story, MessageSnapshot last, ExchangeReport report, List<Remark> remarks) {
    /** The same without the story. */
    Meaning withoutStory() {
        return new Meaning(place, rows, Optional.empty(), last, report, remarks);
    }
}
