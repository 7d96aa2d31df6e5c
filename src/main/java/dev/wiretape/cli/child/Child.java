package dev.wiretape.cli.child;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A program that runs with our standard streams, and ends when it wants to. */
public final class Child {
    /** The launcher names in it the variables that it has set for this process alone. */
    private static final String OWN_VARIABLES = "wiretape.variables";

    private final Process process;

    private Child(Process process) {
        this.process = process;
    }

    /**
     * Starts it in our working directory, with the environment that we were started in and {@code variables}.
     *
     * @throws IOException where there is no such program, or it cannot be executed
     */
    public static Child start(List<String> command, Map<String, String> variables) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment()
                .keySet()
                .removeAll(List.of(System.getProperty(OWN_VARIABLES, "").split(",")));
        builder.environment().putAll(variables);
        return new Child(builder.start());
    }

    /**
     * Passes a signal on. What is typed at a terminal reaches the program without us.
     *
     * @param name without SIG, such as {@code TERM}
     */
    public void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        } catch (IOException noKillHere) {
            process.destroy();
        }
    }

    /** Waits for its end and returns its exit status, 128 and the signal's number where a signal ended it. */
    public int await() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return process.waitFor();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
