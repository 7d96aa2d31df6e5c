package dev.wiretape.message;

import dev.wiretape.message.Oddity.Kind;
import dev.wiretape.message.WireEvent.Member;
import dev.wiretape.sse.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Folds the events of one stream into the message they make up, and keeps what it was at every frame. Open world:
 * whatever the protocol does not foresee is kept and said, and nothing throws. Applying an event costs what the event
 * is long; the memory is that of the message and a few bytes for every delta. Not thread-safe; what it returns is
 * immutable.
 */
public final class MessageFold {
    private static final Set<String> OF_MESSAGE = Set.of(
            "message_start",
            "content_block_start",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop");
    private static final int NEVER = Integer.MAX_VALUE;

    private final BlocksFold blocks = new BlocksFold();
    private final UsageFold usage = new UsageFold();
    private final Map<String, Versions<RawJson>> members = new LinkedHashMap<>();
    private final Map<String, Versions<RawJson>> extras = new LinkedHashMap<>();
    private final Versions<RawJson> errors = new Versions<>();
    private int lastFrame = -1;
    private int startFrame = NEVER;
    private int deltaFrame = NEVER;
    private int stopFrame = NEVER;

    /** A fold of a stream that has not begun. */
    public MessageFold() {}

    /**
     * Takes the next event.
     *
     * @param frame the number of the frame it came in; greater than that of the event before
     * @return what it did
     */
    public Change apply(int frame, Event event) {
        if (frame <= lastFrame) {
            throw new IllegalArgumentException("frame " + frame + " does not come after frame " + lastFrame);
        }
        lastFrame = frame;
        WireEvent wire = WireReader.read(event.data());
        boolean readable = wire.object && wire.notJson.isEmpty();
        Draft change = new Draft(frame, kindOf(event, wire, readable), typeOf(event, wire));
        if (stopFrame != NEVER) {
            change.odd(Kind.AFTER_MESSAGE_STOP, change.type);
        }
        if (!readable) {
            unreadable(event, wire, change);
        } else {
            names(event, wire, change);
            fold(wire, change);
        }
        return change.done();
    }

    /** The message after all events so far. */
    public MessageSnapshot snapshot() {
        return snapshotAt(lastFrame);
    }

    /** The message as it was after the event in frame {@code frame}, or the last one before that frame. */
    public MessageSnapshot snapshotAt(int frame) {
        return new MessageSnapshot(
                frame,
                startFrame <= frame,
                stopFrame <= frame,
                Versions.at(members, frame),
                usage.at(frame),
                blocks.at(frame),
                errors.firstAt(frame),
                Versions.at(extras, frame));
    }

    /** What is odd about it if the stream ends here. Changes nothing. */
    public List<Oddity> end() {
        List<Oddity> odd = new ArrayList<>();
        if (startFrame == NEVER) {
            odd.add(Oddity.of(Kind.MESSAGE_START_MISSING, ""));
        }
        if (stopFrame == NEVER) {
            odd.addAll(blocks.leftOpen());
            if (startFrame != NEVER && !stopReasonStated()) {
                odd.add(Oddity.of(Kind.MESSAGE_DELTA_MISSING, ""));
            }
            odd.add(Oddity.of(Kind.MESSAGE_STOP_MISSING, ""));
        }
        return List.copyOf(odd);
    }

    private static Change.Kind kindOf(Event event, WireEvent wire, boolean readable) {
        if (event.named() && event.type().equals("error")) {
            return Change.Kind.ERROR;
        }
        if (!readable) {
            return event.type().equals("ping") ? Change.Kind.PING : Change.Kind.UNREADABLE;
        }
        return switch (typeOf(event, wire)) {
            case "message_start" -> Change.Kind.MESSAGE_START;
            case "content_block_start" -> Change.Kind.BLOCK_START;
            case "content_block_delta" -> Change.Kind.BLOCK_DELTA;
            case "content_block_stop" -> Change.Kind.BLOCK_STOP;
            case "message_delta" -> Change.Kind.MESSAGE_DELTA;
            case "message_stop" -> Change.Kind.MESSAGE_STOP;
            case "ping" -> Change.Kind.PING;
            case "error" -> Change.Kind.ERROR;
            default -> Change.Kind.OTHER;
        };
    }

    private static String typeOf(Event event, WireEvent wire) {
        return wire.type == null ? event.type() : wire.type;
    }

    private void unreadable(Event event, WireEvent wire, Draft change) {
        if (event.data().strip().equals("[DONE]")) {
            change.odd(Kind.DONE_MARK, "[DONE]");
        } else if (wire.notJson.isEmpty()) {
            change.odd(Kind.DATA_NOT_OBJECT, "");
        } else {
            change.odd(Kind.DATA_NOT_JSON, wire.notJson);
        }
        if (change.kind == Change.Kind.ERROR) {
            error(RawJson.string(event.data()), change);
        }
    }

    private static void names(Event event, WireEvent wire, Draft change) {
        if (!event.named()) {
            change.odd(Kind.EVENT_NAME_MISSING, change.type);
        }
        if (wire.type == null) {
            change.odd(Kind.DATA_TYPE_MISSING, "");
        } else if (event.named() && !wire.type.equals(event.type())) {
            change.odd(Kind.EVENT_NAME_DIFFERS, "event " + event.type() + ", data " + wire.type);
        }
    }

    private void fold(WireEvent wire, Draft change) {
        if (startFrame == NEVER && change.kind != Change.Kind.MESSAGE_START && OF_MESSAGE.contains(change.type)) {
            change.odd(Kind.BEFORE_MESSAGE_START, change.type);
        }
        boolean ofBlock = change.type.startsWith("content_block_");
        if (ofBlock && deltaFrame != NEVER && OF_MESSAGE.contains(change.type)) {
            change.odd(Kind.BLOCK_AFTER_MESSAGE_DELTA, change.type);
        }
        switch (change.kind) {
            case MESSAGE_START -> messageStart(wire, change);
            case BLOCK_START -> blocks.start(wire, change);
            case BLOCK_DELTA -> blocks.delta(wire, change);
            case BLOCK_STOP -> blocks.stop(wire, change);
            case MESSAGE_DELTA -> messageDelta(wire, change);
            case MESSAGE_STOP -> messageStop(change);
            case ERROR -> error(wire.other("error").map(Member::raw).orElse(RawJson.EMPTY_OBJECT), change);
            case PING, UNREADABLE -> {
                // Nothing of the message.
            }
            case OTHER -> change.odd(Kind.UNKNOWN_EVENT, change.type);
        }
        if (!ofBlock && change.kind != Change.Kind.MESSAGE_DELTA) {
            keepExtras(wire, change);
        }
    }

    private void messageStart(WireEvent wire, Draft change) {
        if (startFrame == NEVER) {
            startFrame = change.frame;
        } else {
            change.odd(Kind.SECOND_MESSAGE_START, "");
        }
        blocks.messageStarts();
        Optional<RawJson> message = wire.other("message").map(Member::raw).filter(RawJson::isObject);
        if (message.isEmpty()) {
            change.odd(Kind.MEMBER_MISSING, "message");
            return;
        }
        Map<String, RawJson> stated = message.get().members();
        usage.state(Optional.ofNullable(stated.remove("usage")), change);
        RawJson content = stated.remove("content");
        List<RawJson> elements = content == null ? List.of() : content.elements();
        if (!elements.isEmpty()) {
            change.odd(Kind.CONTENT_IN_MESSAGE_START, elements.size() + " blocks");
        }
        elements.forEach(block -> blocks.whole(change.frame, block));
        stated.forEach((name, value) -> state(members, name, value, change));
    }

    private void messageDelta(WireEvent wire, Draft change) {
        if (deltaFrame != NEVER) {
            change.odd(Kind.MESSAGE_DELTA_REPEATED, "");
        }
        deltaFrame = change.frame;
        if (wire.delta == null) {
            change.odd(Kind.MEMBER_MISSING, "delta");
        }
        wire.deltaMembers.forEach(member -> state(members, member.name(), member.raw(), change));
        usage.state(wire.other("usage").map(Member::raw), change);
        for (Member member : wire.others) {
            if (!member.name().equals("usage")) {
                state(members, member.name(), member.raw(), change);
            }
        }
    }

    private void messageStop(Draft change) {
        if (stopFrame != NEVER) {
            return;
        }
        stopFrame = change.frame;
        blocks.leftOpen().forEach(odd -> change.odd(odd));
        if (!stopReasonStated()) {
            change.odd(Kind.MESSAGE_DELTA_MISSING, "no stop_reason was stated");
        }
    }

    private boolean stopReasonStated() {
        if (deltaFrame != NEVER) {
            return true;
        }
        Versions<RawJson> stated = members.get("stop_reason");
        return stated != null
                && stated.last().filter(reason -> !reason.isNull()).isPresent();
    }

    private void error(RawJson error, Draft change) {
        change.odd(Kind.ERROR_EVENT, error.text());
        errors.state(change.frame, error);
    }

    private void keepExtras(WireEvent wire, Draft change) {
        for (Member member : wire.others) {
            boolean known = switch (change.kind) {
                case MESSAGE_START -> member.name().equals("message");
                case ERROR -> member.name().equals("error");
                case PING, OTHER -> true;
                default -> false;
            };
            if (!known) {
                state(extras, change.type + "." + member.name(), member.raw(), change);
            }
        }
    }

    private static void state(Map<String, Versions<RawJson>> values, String name, RawJson value, Draft change) {
        values.computeIfAbsent(name, key -> new Versions<>()).state(change.frame, value);
    }
}
