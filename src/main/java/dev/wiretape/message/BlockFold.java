package dev.wiretape.message;

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

    // Null until there is something to keep: a stream may have very many blocks.
    private GrowingText text;
    private GrowingText thinking;
    private GrowingText compaction;
    private JsonFollower input;
    private IntLog inputFrames;
    private Versions<String> signature;
    private Versions<RawJson> citations;
    private Versions<RawJson> others;
    private final IntLog deltaFrames = new IntLog();
    private Map<String, Versions<RawJson>> extras = Map.of();

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
        string(members, "text").ifPresent(value -> grow(frame, Part.TEXT, value));
        string(members, "thinking").ifPresent(value -> grow(frame, Part.THINKING, value));
        string(members, "signature").ifPresent(value -> grow(frame, Part.SIGNATURE, value));
        if (type.equals("compaction")) {
            string(members, "content").ifPresent(value -> grow(frame, Part.COMPACTION, value));
        }
    }

    boolean open() {
        return stopFrame == OPEN;
    }

    boolean hasSignature() {
        return signature != null
                && signature.last().filter(value -> !value.isEmpty()).isPresent();
    }

    /** Whether the block started with a tool input that is not empty. */
    boolean startedWithInput() {
        return startedWithInput;
    }

    JsonProgress input() {
        return input == null ? JsonProgress.NONE : input.progress();
    }

    boolean inputBroken() {
        return input != null && input.broken();
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
            case TEXT -> text = grow(text, frame, piece);
            case THINKING -> thinking = grow(thinking, frame, piece);
            case COMPACTION -> compaction = grow(compaction, frame, piece);
            case SIGNATURE -> signature = state(signature, frame, piece);
            case INPUT -> growInput(frame, piece);
            default -> throw new IllegalArgumentException(part + " is no text");
        }
    }

    void cite(int frame, RawJson citation) {
        citations = state(citations, frame, citation);
    }

    void other(int frame, RawJson delta) {
        others = state(others, frame, delta);
    }

    void extra(int frame, String name, RawJson value) {
        if (value.isNull()) {
            return;
        }
        if (extras.isEmpty()) {
            extras = new LinkedHashMap<>();
        }
        extras.computeIfAbsent(name, key -> new Versions<>()).state(frame, value);
    }

    private void growInput(int frame, String piece) {
        if (input == null) {
            input = new JsonFollower();
            inputFrames = new IntLog();
        }
        inputFrames.add(frame);
        input.feed(piece);
    }

    private static GrowingText grow(GrowingText text, int frame, String piece) {
        GrowingText grown = text == null ? new GrowingText() : text;
        grown.add(frame, piece);
        return grown;
    }

    private static <T> Versions<T> state(Versions<T> versions, int frame, T value) {
        Versions<T> stated = versions == null ? new Versions<>() : versions;
        stated.state(frame, value);
        return stated;
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
                GrowingText.at(text, frame),
                GrowingText.at(thinking, frame),
                GrowingText.at(compaction, frame),
                signature == null ? Optional.empty() : signature.at(frame),
                Versions.allUpTo(citations, frame),
                input == null ? JsonProgress.NONE : input.progressAfter(inputFrames.countUpTo(frame)),
                Versions.allUpTo(others, frame),
                Versions.at(extras, frame));
    }

    private void changed(int frame) {
        lastFrame = frame;
        whole = null;
    }

    private static Optional<String> string(Map<String, RawJson> members, String name) {
        return Optional.ofNullable(members.get(name)).flatMap(RawJson::asString);
    }
}
