package dev.wiretape.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No stream has a clock that could run out: silence of any length is not an error. */
@Timeout(30)
class UnhurriedTest {
    private static final Pattern CLOCK = Pattern.compile(
            "setTimer|setPeriodic|schedule[A-Z(]|dleTimeout|IdleState|TimeoutHandler|[tT]imeout\\(|setSoTimeout");

    /** Who looks at a clock, and none of them while an answer is on its way. */
    private static final Set<String> WHO_MAY = Set.of(
            "HeadDeadline.java", // until a request's head is complete
            "InterceptedTunnel.java", // until a tunnel's first bytes have come
            "Interceptor.java", // before it is said that a client did not trust us
            "InnerServer.java", // until a handshake is complete
            "UpstreamPolicy.java", // until a connection is made; how long one that nobody uses is kept
            "Upstreams.java", // until a connection is made
            "Rehearsal.java", // when nobody has connected yet
            "FaultyDownload.java"); // faults that were asked for

    @Test
    void noConnectionIsEndedForBeingIdle() {
        HttpServerOptions server = Relay.serverOptions();
        assertThat(List.of(server.getIdleTimeout(), server.getReadIdleTimeout(), server.getWriteIdleTimeout()))
                .containsOnly(0);
        for (int i = 0; i < 8; i++) {
            HttpClientOptions client =
                    new UpstreamPolicy((i & 1) > 0, (i & 2) > 0, (i & 4) > 0).client(UpstreamOptions.DEFAULT);
            assertThat(List.of(client.getIdleTimeout(), client.getReadIdleTimeout(), client.getWriteIdleTimeout()))
                    .containsOnly(0);
        }
    }

    @Test
    void whoeverLooksAtAClockIsKnown() throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/wiretape/proxy"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (CLOCK.matcher(Files.readString(file)).find()) {
                    found.add(file.getFileName().toString());
                }
            }
        }
        assertThat(found).as("files with a timeout in them").containsExactlyInAnyOrderElementsOf(WHO_MAY);
    }
}
