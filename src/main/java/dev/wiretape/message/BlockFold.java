package dev.wiretape.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** One content block while it arrives; keeps what it was at every frame. */
final class BlockFold {
    private static final int OPEN = Integer.MAX_VALUE;

    final int position;
    final String type;
    final RawJson start;
    private final OptionalLong index;
    private final boolean startedWithInput;
    private final int startFrame;
    private int stopFrame = OPEN;
    private int lastFrame;

    private final GrowingText text = new GrowingText();
    private final GrowingText thinking = new GrowingText();
    private final GrowingText compaction = new GrowingText();
    private final JsonFollower input = new JsonFollower();
    private final IntLog inputFrames = new IntLog();
    private final IntLog deltaFrames = new IntLog();
    private final Versions<String> signature = new Versions<>();
    private final Versions<RawJson> citations = new Versions<>();
    private final Versions<RawJson> others = new Versions<>();
    private final Map<String, Versions<RawJson>> extras = new LinkedHashMap<>();

    /** What it is by now, once that was asked for while it was stopped. */
    private Block whole;

    BlockFold(int position, OptionalLong index, RawJson start, int frame) {
        this.position = position;
        this.index = index;
        this.start = start;
        startFrame = frame;
        lastFrame = frame;
        Map<String, RawJson> members = start.members();
        type = string(members, "type").orElse("");
        RawJson stated = members.getOrDefault("input", RawJson.NULL);
        startedWithInput = stated.isObject() && !stated.members().isEmpty();
        string(members, "text").ifPresent(value -> text.add(frame, value));
        string(members, "thinking").ifPresent(value -> thinking.add(frame, value));
        string(members, "signature").ifPresent(value -> signature.state(frame, value));
        if (type.equals("compaction")) {
            string(members, "content").ifPresent(value -> compaction.add(frame, value));
        }
    }

    boolean open() {
        return stopFrame == OPEN;
    }

    boolean hasSignature() {
        return signature.last().filter(value -> !value.isEmpty()).isPresent();
    }

    /** Whether the block started with a tool input that is not empty. */
    boolean startedWithInput() {
        return startedWithInput;
    }

    JsonProgress input() {
        return input.progress();
    }

    boolean inputBroken() {
        return input.broken();
    }

    void stop(int frame) {
        stopFrame = frame;
        changed(frame);
    }

    void delta(int frame) {
        deltaFrames.add(frame);
        changed(frame);
    }

    void grow(int frame, Part part, String piece) {
        switch (part) {
            case TEXT -> text.add(frame, piece);
            case THINKING -> thinking.add(frame, piece);
            case COMPACTION -> compaction.add(frame, piece);
            case SIGNATURE -> signature.state(frame, piece);
            case INPUT -> {
                inputFrames.add(frame);
                input.feed(piece);
            }
            default -> throw new IllegalArgumentException(part + " is no text");
        }
    }

    void cite(int frame, RawJson citation) {
        citations.state(frame, citation);
    }

    void other(int frame, RawJson delta) {
        others.state(frame, delta);
    }

    void extra(int frame, String name, RawJson value) {
        if (!value.isNull()) {
            extras.computeIfAbsent(name, key -> new Versions<>()).state(frame, value);
        }
    }

    Block at(int frame) {
        if (open() || frame < lastFrame) {
            return view(frame);
        }
        if (whole == null) {
            whole = view(frame);
        }
        return whole;
    }

    private Block view(int frame) {
        return new Block(
                position,
                index,
                type,
                start,
                startFrame,
                stopFrame <= frame && !open() ? OptionalInt.of(stopFrame) : OptionalInt.empty(),
                deltaFrames.countUpTo(frame),
                text.at(frame),
                thinking.at(frame),
                compaction.at(frame),
                signature.at(frame),
                citations.allUpTo(frame),
                input.progressAfter(inputFrames.countUpTo(frame)),
                others.allUpTo(frame),
                at(extras, frame));
    }

    static Map<String, RawJson> at(Map<String, Versions<RawJson>> stated, int frame) {
        Map<String, RawJson> values = new LinkedHashMap<>();
        stated.forEach((name, versions) -> versions.at(frame).ifPresent(value -> values.put(name, value)));
        return Collections.unmodifiableMap(values);
    }

    private void changed(int frame) {
        lastFrame = frame;
        whole = null;
    }

    private static Optional<String> string(Map<String, RawJson> members, String name) {
        return Optional.ofNullable(members.get(name)).flatMap(RawJson::asString);
    }
}
