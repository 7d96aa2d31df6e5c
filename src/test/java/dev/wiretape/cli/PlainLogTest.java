package dev.wiretape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class PlainLogTest {
    private static final String ACCEPTOR = "io.netty.bootstrap.ServerBootstrap";

    @Test
    void aWarningIsOneSentenceWithItsCausesAndNoTrace() {
        IOException thrown = new IOException("too many\nopen files", new IllegalStateException("so it is"));

        assertThat(said("a.B", "cannot \u001b[31maccept", thrown))
                .isEqualTo("wiretape: cannot  [31maccept: java.io.IOException: too many open files:"
                        + " java.lang.IllegalStateException: so it is. (a.B)\n");
    }

    /** What Netty and Vert.x throw at a connection, or a task, that comes after the last event loop has gone. */
    @Test
    void whatComesTooLateIsNotWorthAWord() {
        assertThat(said(ACCEPTOR, "Failed to register an accepted channel", new IllegalStateException()))
                .isEmpty();
        assertThat(said("a.B", "late", new RejectedExecutionException("event executor terminated")))
                .isEmpty();
    }

    @Test
    void otherFailuresOfTheAcceptorAndElsewhereAreSaid() {
        assertThat(said(ACCEPTOR, "Failed to register", new IOException("no descriptors")))
                .contains("no descriptors");
        assertThat(said("a.B", "odd", new IllegalStateException("x"))).contains("IllegalStateException: x");
    }

    @Test
    void thatNoDescriptorsAreLeftIsSaidInPlainWordsAndNotForEachConnection() {
        PlainLog.Sentence sentence = new PlainLog.Sentence();
        Instant now = Instant.parse("2026-11-20T14:03:12Z");

        assertThat(sentence.format(refused(now)))
                .isEqualTo("wiretape: no file descriptors are left, so new connections wait;"
                        + " raise the limit (ulimit -n).\n");
        assertThat(sentence.format(refused(now.plusSeconds(1)))).isEmpty();
        assertThat(sentence.format(refused(now.plusSeconds(60)))).isNotEmpty();
    }

    /** What Netty logs where it cannot accept a connection. */
    private static LogRecord refused(Instant when) {
        LogRecord line = new LogRecord(Level.WARNING, "An exceptionCaught() event was fired");
        line.setLoggerName("io.netty.channel.DefaultChannelPipeline");
        line.setThrown(new IOException("accept(..) failed with error(-24): Too many open files"));
        line.setInstant(when);
        return line;
    }

    private static String said(String logger, String message, Throwable thrown) {
        LogRecord line = new LogRecord(Level.WARNING, message);
        line.setLoggerName(logger);
        line.setThrown(thrown);
        return new PlainLog.Sentence().format(line);
    }
}
