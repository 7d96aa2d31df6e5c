package dev.wiretape.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WriteQueueTest {
    private static final int WRITES = 2_000;
    private static final int BYTES = 4 * 1024;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void whatCannotLeaveYetWaitsInItInOrder() {
        HttpServer server = await(vertx.createHttpServer()
                .requestHandler(request -> {
                    request.pause();
                    // Long enough for the writes to fill what the system keeps; the answer is the same however long.
                    vertx.setTimer(200, id -> request.resume());
                    request.body().onSuccess(request.response()::end);
                })
                .listen(0, "127.0.0.1"));
        CompletableFuture<Boolean> shrunk = new CompletableFuture<>();
        HttpClient client = vertx.httpClientBuilder()
                .withConnectHandler(connection -> shrunk.complete(WriteQueue.shrink(connection)))
                .build();
        HttpClientRequest request = await(client.request(HttpMethod.POST, server.actualPort(), "127.0.0.1", "/"))
                .setChunked(true);
        assertThat(shrunk)
                .as("this version of Vert.x has the queue where it is looked for")
                .isCompletedWithValue(true);

        Buffer sent = Buffer.buffer();
        for (int i = 0; i < WRITES; i++) {
            Buffer piece = Buffer.buffer(new byte[BYTES]).setInt(0, i);
            sent.appendBuffer(piece);
            request.write(piece);
        }
        Future<Buffer> answer = request.response().compose(response -> response.body());
        request.end();

        assertThat(await(answer).equals(sent))
                .as("the body is what was written")
                .isTrue();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
