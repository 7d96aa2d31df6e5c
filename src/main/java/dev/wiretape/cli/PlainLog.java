package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Formatter;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;

/**
 * How libraries may speak on standard error: a sentence for each warning. The platform's own formatter needs the time zone,
 * for which it opens a file; where that fails once, because there are no descriptors left, every later message is an error,
 * and one of those ended the thread that accepts connections for good.
 *
 * <p>The platform makes one of these when something is logged for the first time; most commands end before.
 */
public final class PlainLog {
    private static final String CONFIG_CLASS = "java.util.logging.config.class";
    private static final String ACCEPTOR = "io.netty.bootstrap.ServerBootstrap";
    private static final String TAIL = "io.netty.channel.DefaultChannelPipeline";
    private static final String CONFIG_FILE = "java.util.logging.config.file";

    /** For the platform. */
    public PlainLog() throws IOException {
        String settings = "handlers=java.util.logging.ConsoleHandler\n.level=WARNING\n"
                + "java.util.logging.ConsoleHandler.formatter=" + Sentence.class.getName() + "\n";
        LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(settings.getBytes(UTF_8)));
    }

    /** Has the platform use this from now on, unless its user has made other arrangements. */
    static void prepare() {
        if (System.getProperty(CONFIG_FILE) == null && System.getProperty(CONFIG_CLASS) == null) {
            System.setProperty(CONFIG_CLASS, PlainLog.class.getName());
        }
    }

    /** A log record in one line. */
    public static final class Sentence extends Formatter {
        private static final String NO_DESCRIPTORS = "Too many open files";
        private static final Duration SAID_AGAIN_AFTER = Duration.ofSeconds(10);

        private Instant descriptorsSaid = Instant.EPOCH;

        /** For the platform. */
        public Sentence() {}

        @Override
        public synchronized String format(LogRecord record) {
            if (isOfStopping(record)) {
                return "";
            }
            if (isOfAccepting(record)) {
                boolean again = descriptorsSaid.plus(SAID_AGAIN_AFTER).isBefore(record.getInstant());
                descriptorsSaid = again ? record.getInstant() : descriptorsSaid;
                return again
                        ? "wiretape: no file descriptors are left, so new connections wait; raise the limit (ulimit -n).\n"
                        : "";
            }
            StringBuilder line = new StringBuilder("wiretape: ").append(record.getMessage());
            for (Throwable cause = record.getThrown(); cause != null; cause = cause.getCause()) {
                line.append(": ").append(cause);
            }
            String oneLine = line.toString().replaceAll("\\p{Cntrl}+", " ").strip();
            return (oneLine.endsWith(".") ? oneLine : oneLine + ".") + " (" + record.getLoggerName() + ")\n";
        }

        /** Whether a connection could not be accepted for now: Netty tries again by itself, and tells each time. */
        private static boolean isOfAccepting(LogRecord record) {
            Throwable thrown = record.getThrown();
            return thrown instanceof IOException
                    && TAIL.equals(record.getLoggerName())
                    && String.valueOf(thrown.getMessage()).endsWith(NO_DESCRIPTORS);
        }

        /**
         * Whether it is of no interest to anybody: whoever works for an event loop that has stopped works for nobody, and a
         * connection that is accepted when there are no event loops any more is closed.
         */
        private static boolean isOfStopping(LogRecord record) {
            return record.getThrown() instanceof RejectedExecutionException
                    || (record.getThrown() instanceof IllegalStateException && ACCEPTOR.equals(record.getLoggerName()));
        }
    }
}
