package dev.wiretape.message;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The message as far as it had come at some frame. Immutable; it may be read from any thread.
 *
 * @param frame the frame, -1 before the first
 * @param started whether there was a {@code message_start}
 * @param stopped whether there was a {@code message_stop}
 * @param members every member of the message as last stated, {@code content} and {@code usage} apart: those of
 *     {@code message_start}, of {@code message_delta} and of its {@code delta}
 * @param usage the token counts as last stated
 * @param blocks the content blocks, in the order in which they started
 * @param error the {@code error} of the first error event, or that event's data where it has none
 * @param extras members of other events this version does not know, as {@code message_stop.NAME}
 */
public record MessageSnapshot(
        int frame,
        boolean started,
        boolean stopped,
        Map<String, RawJson> members,
        Usage usage,
        List<Block> blocks,
        Optional<RawJson> error,
        Map<String, RawJson> extras) {

    /** The message's id. */
    public Optional<String> id() {
        return string("id");
    }

    /** The model that answers. */
    public Optional<String> model() {
        return string("model");
    }

    /** The role: {@code assistant}. */
    public Optional<String> role() {
        return string("role");
    }

    /** The object's type: {@code message}. */
    public Optional<String> type() {
        return string("type");
    }

    /** Why the model stopped; empty while that is not stated. */
    public Optional<String> stopReason() {
        return string("stop_reason");
    }

    /** The stop sequence that was hit. */
    public Optional<String> stopSequence() {
        return string("stop_sequence");
    }

    /** Particulars of the stop reason. */
    public Optional<RawJson> stopDetails() {
        return value("stop_details");
    }

    /** The container the server's tools ran in. */
    public Optional<RawJson> container() {
        return value("container");
    }

    /** What was edited out of the context. */
    public Optional<RawJson> contextManagement() {
        return value("context_management");
    }

    private Optional<String> string(String name) {
        return value(name).flatMap(RawJson::asString);
    }

    private Optional<RawJson> value(String name) {
        return Optional.ofNullable(members.get(name)).filter(value -> !value.isNull());
    }
}
