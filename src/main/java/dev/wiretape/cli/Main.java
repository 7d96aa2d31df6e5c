package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/** The way in: arguments to command, whatever happens to one sentence and an exit code. */
public final class Main {
    private static final int LONGEST_SENTENCE = 2_000;

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        PlainLog.prepare();
        Surroundings process = Surroundings.ofProcess();
        tellOfDefects(process);
        System.exit(run(process, args));
    }

    /** Has whatever ends a thread told in one sentence. */
    static void tellOfDefects(Surroundings process) {
        Thread.setDefaultUncaughtExceptionHandler((thread, problem) -> unexpected(process, problem));
    }

    /** What ended a thread of a library. Whoever works for an event loop that has stopped works for nobody. */
    private static void unexpected(Surroundings process, Throwable problem) {
        if (!(problem instanceof RejectedExecutionException)) {
            say(process.harmless(), ExitCode.INTERNAL, "a thread of it " + CrashReport.write(problem));
        }
    }

    /** Runs a command and returns its exit code; everything it printed is flushed. */
    static int run(Surroundings process, String... args) {
        Surroundings surroundings = process.harmless();
        try {
            int code = execute(surroundings, process.out(), args);
            surroundings.out().flush();
            return code;
        } catch (StandardOutput.Lost e) {
            return lost(surroundings, e);
        } catch (OutOfMemoryError e) {
            return say(surroundings, ExitCode.INTERNAL, "ran out of memory; WIRETAPE_JAVA_OPTS=-Xmx2g gives it more");
        } catch (StackOverflowError e) {
            return say(surroundings, ExitCode.INTERNAL, CrashReport.write(e));
        }
    }

    /** Help, in which there is nothing foreign, has {@code coloured} to itself. */
    private static int execute(Surroundings surroundings, PrintStream coloured, String... args) {
        String[] words = helpAsOption(args);
        Optional<String> asked =
                Arrays.stream(words).filter(a -> !a.startsWith("-")).findFirst();
        CommandLine line = new Commands(surroundings).forWord(asked);
        line.setOut(new PrintWriter(coloured, true, UTF_8));
        line.setErr(new PrintWriter(surroundings.err(), true, UTF_8));
        line.setColorScheme(Help.defaultColorScheme(surroundings.colour() ? Ansi.ON : Ansi.OFF));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        // An argument that begins with @ is what it says; --fault reads files itself.
        line.setExpandAtFiles(false);
        line.setUsageHelpWidth(100);
        line.setParameterExceptionHandler((problem, a) -> say(surroundings, ExitCode.USAGE, Refusal.of(problem)));
        line.setExecutionExceptionHandler((problem, l, parsed) -> failed(surroundings, problem));
        return line.execute(words);
    }

    /** {@code help show} is {@code show --help}; no words at all ask for help, too. */
    private static String[] helpAsOption(String... args) {
        if (args.length == 0 || args[0].equals("help")) {
            return Stream.concat(Arrays.stream(args).skip(1), Stream.of("--help"))
                    .toArray(String[]::new);
        }
        return args;
    }

    private static int failed(Surroundings surroundings, Exception problem) {
        if (problem instanceof StandardOutput.Lost lost) {
            return lost(surroundings, lost);
        }
        surroundings.out().flush();
        if (problem instanceof CommandFailure failure) {
            return say(surroundings, failure.exitCode(), failure.getMessage());
        }
        return say(surroundings, ExitCode.INTERNAL, CrashReport.write(problem));
    }

    /** Whoever read left, as {@code head} does, and needs no word; else something is to be said. */
    private static int lost(Surroundings surroundings, StandardOutput.Lost output) {
        return output.readerLeft()
                ? ExitCode.SIGNAL + ExitCode.SIGPIPE
                : say(
                        surroundings,
                        ExitCode.RECORDING_FAILED,
                        "cannot write to standard output: " + output.getMessage());
    }

    private static int say(Surroundings surroundings, int code, String sentence) {
        String brief = brief(sentence);
        surroundings.err().println("wiretape: " + (brief.endsWith(".") ? brief : brief + "."));
        return code;
    }

    /** What quotes an endless argument keeps its beginning and its end. */
    private static String brief(String sentence) {
        int length = sentence.length();
        return length <= LONGEST_SENTENCE
                ? sentence
                : sentence.substring(0, LONGEST_SENTENCE / 2) + "…" + sentence.substring(length - LONGEST_SENTENCE / 2);
    }
}
