package dev.wiretape.message;

import java.util.List;

/**
 * What one event did to the message.
 *
 * @param frame the frame the event came in, as it was given
 * @param kind what the event is
 * @param type its type as the data states it, or as the frame does where the data states none
 * @param block the position in {@link MessageSnapshot#blocks()} of the block it is about, {@link #NO_BLOCK} if none
 * @param deltaType the type of its delta, empty if it has none
 * @param part what of the block it added to; {@link Part#OTHER} if nothing that is known
 * @param chars how much text it added, in UTF-16 code units
 * @param bytes the same in bytes of UTF-8
 * @param oddities what is odd about it, mostly nothing
 */
public record Change(
        int frame,
        Kind kind,
        String type,
        int block,
        String deltaType,
        Part part,
        int chars,
        int bytes,
        List<Oddity> oddities) {

    /** Stands for "no block" where a block's position is asked for. */
    public static final int NO_BLOCK = -1;

    /** What an event is. */
    public enum Kind {
        /** {@code message_start}. */
        MESSAGE_START,
        /** {@code content_block_start}. */
        BLOCK_START,
        /** {@code content_block_delta}. */
        BLOCK_DELTA,
        /** {@code content_block_stop}. */
        BLOCK_STOP,
        /** {@code message_delta}. */
        MESSAGE_DELTA,
        /** {@code message_stop}. */
        MESSAGE_STOP,
        /** {@code ping}. */
        PING,
        /** {@code error}. */
        ERROR,
        /** An event of another type. */
        OTHER,
        /** An event whose data is not a JSON object. */
        UNREADABLE
    }

    /** Whether it is a delta that brought content: a ping or an empty delta is none. */
    public boolean isContent() {
        return kind == Kind.BLOCK_DELTA && bytes > 0;
    }
}
