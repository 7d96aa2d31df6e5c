package dev.wiretape.cli;

import java.io.Console;
import java.util.Optional;

/** Whether both ends of this process are a terminal: one to read keys from, one to draw on. */
final class BothEnds {
    private BothEnds() {}

    /** The launcher knows of the output; the virtual machine of both, from Java 22 on only when asked twice. */
    static boolean areTerminal(Surroundings surroundings) {
        return surroundings.terminal()
                && Optional.ofNullable(System.console())
                        .filter(BothEnds::isTerminal)
                        .isPresent();
    }

    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJava) {
            // Up to Java 21 there is a console only where there is a terminal.
            return true;
        }
    }
}
