package dev.wiretape.message;

import java.util.Locale;

/**
 * Something about an event that the protocol does not foresee. The fold goes on all the same.
 *
 * @param kind what it is
 * @param block the position in {@link MessageSnapshot#blocks()} of the block it is about, {@link Change#NO_BLOCK} if none
 * @param detail the particulars, in a phrase: {@code index 3, 1 was next}
 */
public record Oddity(Kind kind, int block, String detail) {

    /** The kinds; {@link #id()} is a stable name. */
    public enum Kind {
        /** The data is not one JSON value. */
        DATA_NOT_JSON,
        /** The data is JSON, but no object. */
        DATA_NOT_OBJECT,
        /** The data is {@code [DONE]}, the end mark of another protocol. */
        DONE_MARK,
        /** The frame names no event type. */
        EVENT_NAME_MISSING,
        /** The data has no {@code type}. */
        DATA_TYPE_MISSING,
        /** The frame's event type and the data's {@code type} differ. */
        EVENT_NAME_DIFFERS,
        /** An event type this version does not know. */
        UNKNOWN_EVENT,
        /** A content block type this version does not know. */
        UNKNOWN_BLOCK,
        /** A delta type this version does not know. */
        UNKNOWN_DELTA,
        /** An event lacks a member it must have, or has it with the wrong type. */
        MEMBER_MISSING,

        /** An event of a message before any {@code message_start}. */
        BEFORE_MESSAGE_START,
        /** A second {@code message_start}. */
        SECOND_MESSAGE_START,
        /** The message starts with content already in it. */
        CONTENT_IN_MESSAGE_START,
        /** A block starts with an index beyond the next one. */
        INDEX_GAP,
        /** A block starts with an index an earlier, closed block had. */
        INDEX_REUSED,
        /** A block starts with an index whose block is still open. */
        START_OF_OPEN_BLOCK,
        /** A block starts while another is open. */
        BLOCKS_INTERLEAVED,
        /** A delta for an index no block has. */
        DELTA_WITHOUT_BLOCK,
        /** A delta for a block that was closed. */
        DELTA_FOR_CLOSED_BLOCK,
        /** A stop for an index no block has. */
        STOP_WITHOUT_BLOCK,
        /** A second stop for a block. */
        STOP_OF_CLOSED_BLOCK,
        /** A delta of a type blocks of that type do not have. */
        DELTA_TYPE_MISFIT,
        /** A second signature for a block. */
        SIGNATURE_REPEATED,
        /** A block event after {@code message_delta}. */
        BLOCK_AFTER_MESSAGE_DELTA,
        /** A second {@code message_delta}. */
        MESSAGE_DELTA_REPEATED,
        /** The message stops, or the stream ends, without a {@code message_delta}. */
        MESSAGE_DELTA_MISSING,
        /** The message stops, or the stream ends, with a block that was not stopped. */
        BLOCK_LEFT_OPEN,
        /** An event after {@code message_stop}. */
        AFTER_MESSAGE_STOP,
        /** The stream ends and there was no {@code message_start}. */
        MESSAGE_START_MISSING,
        /** The stream ends without a {@code message_stop}. */
        MESSAGE_STOP_MISSING,
        /** An {@code error} event. */
        ERROR_EVENT,

        /** A tool's input stops being JSON in this event. */
        INPUT_BROKEN,
        /** A tool block stops while its input is not a whole JSON value. */
        INPUT_UNFINISHED,
        /** A tool's input is a whole JSON value, but no object. */
        INPUT_NOT_OBJECT,
        /** A tool's input arrives in deltas although the block started with one. */
        INPUT_STATED_TWICE,

        /** {@code message_start} or {@code message_delta} without usage. */
        USAGE_MISSING,
        /** A count of tokens is smaller than the one stated before. */
        USAGE_SHRINKS,
        /** A count of tokens is negative. */
        USAGE_NEGATIVE,
        /** A count of tokens is no integer. */
        USAGE_NOT_A_COUNT;

        /** Its stable name, in lower case with hyphens. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Oddity of(Kind kind, String detail) {
        return new Oddity(kind, Change.NO_BLOCK, detail);
    }
}
