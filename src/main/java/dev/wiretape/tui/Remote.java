package dev.wiretape.tui;

import dev.wiretape.tui.model.Order;
import dev.wiretape.tui.model.Served;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Somebody who serves what is watched, and takes orders. Called from the screen's thread; must not block. */
public interface Remote {
    /** The answers that are on their way. */
    List<Served> answers();

    /** The folder that exports go to: what is watched is not kept. */
    Path exports();

    /**
     * Does something to an answer.
     *
     * @param id the answer's number
     * @param argument what the order asks for; empty where it asks for nothing
     * @param tell shows a sentence, such as why it cannot be done; from any thread
     */
    void act(long id, Order order, String argument, Consumer<String> tell);
}
