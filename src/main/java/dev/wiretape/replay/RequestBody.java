package dev.wiretape.replay;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Collects a request's body. A large one is not read on before there is room for it, so the client is held back. On the
 * request's event loop.
 */
final class RequestBody {
    /** What is smaller never waits. */
    private static final int SMALL = 1 << 20;

    private final HttpServerRequest request;
    private final RequestMemory memory;
    private final Context context = Vertx.currentContext();
    private Buffer body = Buffer.buffer();
    private Optional<RequestMemory.Share> share = Optional.empty();
    private OptionalLong looks = OptionalLong.empty();

    RequestBody(HttpServerRequest request, RequestMemory memory) {
        this.request = request;
        this.memory = memory;
    }

    /**
     * Reads it.
     *
     * @param whole gets all of it, and says by {@link #release} that it is done with it
     * @param tooLarge runs instead where it is larger than the replay reads
     * @param tooSlow runs instead where the client stopped in the middle while others waited for its room
     */
    void read(Consumer<byte[]> whole, Runnable tooLarge, Runnable tooSlow) {
        request.handler(bytes -> {
            if (body.length() + bytes.length() > RequestDecoding.LARGEST) {
                refuse(tooLarge);
            } else {
                add(bytes, tooSlow);
            }
        });
        request.endHandler(end -> {
            stopLooking();
            byte[] all = body.getBytes();
            body = Buffer.buffer();
            // From here on it is in use, whether the client stays or not.
            request.exceptionHandler(gone -> {});
            whole.accept(all);
        });
        // A client that leaves while it sends its request is no error of ours.
        request.exceptionHandler(gone -> {
            stopLooking();
            release();
        });
    }

    /** Nobody needs the body any more. */
    void release() {
        body = Buffer.buffer();
        share.ifPresent(RequestMemory.Share::giveBack);
    }

    private void add(Buffer bytes, Runnable tooSlow) {
        body.appendBuffer(bytes);
        share.ifPresent(RequestMemory.Share::moved);
        if (share.isEmpty() && body.length() > SMALL) {
            request.pause();
            share = Optional.of(memory.take(expected(), () -> context.runOnContext(granted -> request.resume())));
            looks = OptionalLong.of(context.owner().setPeriodic(memory.patience(), look -> look(tooSlow)));
        }
    }

    private void look(Runnable tooSlow) {
        if (share.filter(RequestMemory.Share::isInTheWay).isPresent()) {
            refuse(tooSlow);
        }
    }

    private void refuse(Runnable why) {
        stopLooking();
        request.handler(ignored -> {}).endHandler(null);
        release();
        why.run();
    }

    private void stopLooking() {
        looks.ifPresent(context.owner()::cancelTimer);
        looks = OptionalLong.empty();
    }

    /** How large it is going to be, at most. */
    private long expected() {
        String declared = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return declared != null && declared.matches("\\d{1,18}") ? Long.parseLong(declared) : RequestDecoding.LARGEST;
    }
}
