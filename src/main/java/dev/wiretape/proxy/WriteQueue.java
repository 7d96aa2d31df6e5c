package dev.wiretape.proxy;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.internal.concurrent.OutboundMessageQueue;
import io.vertx.core.net.impl.VertxConnection;
import io.vertx.core.streams.impl.MessagePassingQueue;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The queue in which Vert.x keeps what is written to a client's connection of HTTP/1 while it cannot leave. It comes with
 * room for 1,024 messages: with 2,000 streams at once 9 MB, a fifth of the heap, and empty. One that is as large as what
 * is in it does the same, also for several threads; Vert.x has no option for that.
 */
final class WriteQueue {
    private static final List<Field> WAY = way();

    private WriteQueue() {}

    /**
     * Gives a connection that nothing was written to so far a queue that begins small.
     *
     * @return whether it has one now; a version of Vert.x that keeps its queue elsewhere goes on with its own
     */
    static boolean shrink(HttpConnection connection) {
        if (WAY.isEmpty()) {
            return false;
        }
        try {
            Object at = connection;
            for (Field field : WAY.subList(0, WAY.size() - 1)) {
                at = field.get(at);
            }
            Field last = WAY.get(WAY.size() - 1);
            if (last.get(at) instanceof Queue<?> queue && queue.isEmpty()) {
                last.set(at, new ConcurrentLinkedQueue<>());
                return true;
            }
            return false;
        } catch (IllegalAccessException | IllegalArgumentException e) {
            return false;
        }
    }

    private static List<Field> way() {
        try {
            Field connection = VertxConnection.class.getDeclaredField("outboundMessageQueue");
            Field messages = OutboundMessageQueue.class.getDeclaredField("mqp");
            Field queue = MessagePassingQueue.class.getDeclaredField("queue");
            List<Field> way = List.of(connection, messages, queue);
            way.forEach(field -> field.setAccessible(true));
            return way;
        } catch (NoSuchFieldException | RuntimeException e) {
            return List.of();
        }
    }
}
