package dev.wiretape.bench;

import java.nio.ByteBuffer;
import java.util.Optional;

/** What becomes of one stream's body: it is checked, and measured where there is something to measure. */
interface Receiver {
    /** Takes the next bytes of the body, between the buffer's position and limit, read at {@code nowNanos}. */
    void accept(ByteBuffer span, long nowNanos);

    /** Says what is wrong with the stream now that it is over; empty when all came, in order and intact. */
    Optional<String> flaw();

    /** Frames received so far. */
    long frames();

    /** Makes ready for another stream of the same kind on the same connection. */
    void reset();
}
