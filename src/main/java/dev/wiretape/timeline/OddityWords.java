package dev.wiretape.timeline;

import dev.wiretape.message.Oddity;

/** What is wrong with an event, as a clause. */
final class OddityWords {
    private static final int LONGEST = 300;

    private OddityWords() {}

    static String of(Oddity odd) {
        String detail = Visible.of(odd.detail(), LONGEST);
        String what = what(odd.kind());
        return detail.isEmpty() ? what : what + " (" + detail + ")";
    }

    private static String what(Oddity.Kind kind) {
        return switch (kind) {
            case DATA_NOT_JSON -> "the data is not JSON";
            case DATA_NOT_OBJECT -> "the data is JSON, but no object";
            case DONE_MARK -> "the data is no event of this protocol";
            case EVENT_NAME_MISSING -> "the frame has no event field";
            case DATA_TYPE_MISSING -> "the data has no type";
            case EVENT_NAME_DIFFERS -> "the event field and the type in the data differ";
            case UNKNOWN_EVENT -> "an event of an unknown type";
            case UNKNOWN_BLOCK -> "a content block of an unknown type";
            case UNKNOWN_DELTA -> "a delta of an unknown type";
            case MEMBER_MISSING -> "a member is missing or of the wrong type";
            case BEFORE_MESSAGE_START -> "an event comes before message_start";
            case SECOND_MESSAGE_START -> "a second message_start";
            case CONTENT_IN_MESSAGE_START -> "message_start has content in it";
            case INDEX_GAP -> "an index was left out";
            case INDEX_REUSED -> "the index was that of an earlier block";
            case START_OF_OPEN_BLOCK -> "the block with that index is still open";
            case BLOCKS_INTERLEAVED -> "a block starts within another";
            case DELTA_WITHOUT_BLOCK -> "a delta for a block that never started";
            case DELTA_FOR_CLOSED_BLOCK -> "a delta for a block that was stopped";
            case STOP_WITHOUT_BLOCK -> "a stop for a block that never started";
            case STOP_OF_CLOSED_BLOCK -> "a second stop for a block";
            case DELTA_TYPE_MISFIT -> "the delta does not fit its block";
            case SIGNATURE_REPEATED -> "a second signature for a block";
            case BLOCK_AFTER_MESSAGE_DELTA -> "an event of a block comes after message_delta";
            case MESSAGE_DELTA_REPEATED -> "a second message_delta";
            case MESSAGE_DELTA_MISSING -> "there is no message_delta";
            case BLOCK_LEFT_OPEN -> "a block was not stopped";
            case AFTER_MESSAGE_STOP -> "an event comes after message_stop";
            case MESSAGE_START_MISSING -> "there is no message_start";
            case MESSAGE_STOP_MISSING -> "there is no message_stop";
            case ERROR_EVENT -> "an error event inside a response that began with success";
            case INPUT_BROKEN -> "the tool's input stops being JSON";
            case INPUT_UNFINISHED -> "the tool's input is unfinished";
            case INPUT_NOT_OBJECT -> "the tool's input is no object";
            case INPUT_STATED_TWICE -> "the tool's input comes twice";
            case USAGE_MISSING -> "there is no usage";
            case USAGE_SHRINKS -> "a token count gets smaller";
            case USAGE_NEGATIVE -> "a token count is negative";
            case USAGE_NOT_A_COUNT -> "a token count is no whole number";
        };
    }
}
