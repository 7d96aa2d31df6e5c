package dev.wiretape.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On a clock of the test's: {@link EmbeddedChannel#advanceTimeBy}. */
@Timeout(30)
class HeadDeadlineTest {
    private static final String WHOLE = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n";

    private final EmbeddedChannel channel =
            new EmbeddedChannel(new ReadBatch(new Turn()), new HttpRequestDecoder(), new HeadDeadline());

    HeadDeadlineTest() {
        channel.freezeTime();
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void aHeadThatDoesNotEndIsAnsweredAndTheConnectionClosed() {
        arrives("POST / HT");
        later(HeadDeadline.SECONDS);

        assertThat(written()).startsWith("HTTP/1.1 408 Request Timeout\r\n").contains("not complete after 60 seconds");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aHeadThatTricklesInHasNoMoreTimeThanOneThatStops() {
        for (int i = 0; i < HeadDeadline.SECONDS; i++) {
            arrives(i == 0 ? "GET / HTTP/1.1\r\nX: " : "x");
            later(1);
        }
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aBodyMayTakeAsLongAsItLikes() {
        arrives(WHOLE);
        later(10_000);
        arrives("{");
        later(10_000);

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aConnectionMayRestBetweenRequestsAndBeforeTheFirst() {
        later(10_000);
        arrives(WHOLE.substring(0, 20));
        arrives(WHOLE.substring(20) + "{}");
        later(10_000);

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void theSecondHeadOfAConnectionHasADeadlineToo() {
        arrives(WHOLE + "{}");
        arrives("GET");
        later(HeadDeadline.SECONDS);

        assertThat(written()).startsWith("HTTP/1.1 408");
    }

    private void arrives(String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.US_ASCII));
        channel.releaseInbound();
    }

    private void later(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    private String written() {
        ByteBuf bytes = channel.readOutbound();
        assertThat(bytes).as("an answer").isNotNull();
        try {
            return bytes.toString(StandardCharsets.US_ASCII);
        } finally {
            bytes.release();
        }
    }
}
