package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.ProxyOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** A client of our own that goes through an intercepted tunnel, so that the classes of TLS are among the archived ones. */
final class RehearsedTunnel {
    /** Nobody answers at this port, and nothing leaves the machine. */
    private static final String TARGET = "https://127.0.0.1:9";

    private RehearsedTunnel() {}

    /** Records one request that is answered with 502. */
    static void run(Surroundings nowhere) throws IOException {
        CompletableFuture<Integer> done = new CompletableFuture<>();
        CompletableFuture<URI> ready = new CompletableFuture<>();
        Surroundings told = new Surroundings(
                nowhere.in(),
                new PrintStream(new ReadyLine(ready), true, UTF_8),
                nowhere.err(),
                nowhere.environment(),
                nowhere.folder(),
                false,
                () -> done);
        CompletableFuture<Void> asked = ready.thenAcceptAsync(recorder -> {
            try {
                ask(recorder);
            } finally {
                done.complete(ExitCode.DONE);
            }
        });
        Main.run(told, "record", "--listen", "127.0.0.1:0", "--target", TARGET, "--intercept", "127.0.0.1");
        asked.cancel(false);
    }

    private static void ask(URI recorder) {
        Vertx vertx = EventLoops.start();
        HttpClientOptions through = new HttpClientOptions()
                .setSsl(true)
                .setTrustAll(true)
                .setVerifyHost(false)
                .setProxyOptions(new ProxyOptions().setHost(recorder.getHost()).setPort(recorder.getPort()));
        URI target = URI.create(TARGET);
        try {
            Awaited.get(vertx.createHttpClient(through)
                    .request(HttpMethod.GET, target.getPort(), target.getHost(), "/v1/models")
                    .compose(HttpClientRequest::send)
                    .compose(HttpClientResponse::body));
        } catch (IOException e) {
            // As little matters as with every other part of the rehearsal.
        } finally {
            var unused = vertx.close();
        }
    }

    /** Waits for the address at the end of the first line. */
    private static final class ReadyLine extends ByteArrayOutputStream {
        private final CompletableFuture<URI> address;

        ReadyLine(CompletableFuture<URI> address) {
            this.address = address;
        }

        @Override
        public void flush() {
            String line = toString(UTF_8);
            if (line.endsWith("\n")) {
                address.complete(
                        URI.create(line.substring(line.lastIndexOf(' ') + 1).strip()));
            }
        }
    }
}
