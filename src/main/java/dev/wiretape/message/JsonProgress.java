package dev.wiretape.message;

import java.util.Optional;

/** How far a JSON text had come at one moment. Immutable. */
public final class JsonProgress {
    /** Nothing has arrived. */
    public static final JsonProgress NONE = new JsonProgress(Text.EMPTY, 0, JsonPlace.START, 0);

    private final Text text;
    private final int fragments;
    private final JsonPlace saved;
    private final int faultFragment;

    JsonProgress(Text text, int fragments, JsonPlace saved, int faultFragment) {
        this.text = text;
        this.fragments = fragments;
        this.saved = saved;
        this.faultFragment = faultFragment;
    }

    /** All that has arrived, as it arrived; also what came after it stopped being JSON. */
    public Text text() {
        return text;
    }

    /** How many fragments it arrived in. */
    public int fragments() {
        return fragments;
    }

    /** Where in the JSON the cursor stands. */
    public JsonState state() {
        return saved.state();
    }

    /**
     * The way to the value or key under the cursor, such as {@code $.edits[2].new_string}; a key of which only a part
     * has arrived is there with that part. Where the text is broken: the way to where it broke.
     */
    public String path() {
        return JsonPath.of(saved.level(), sound());
    }

    /** How many objects and arrays the cursor is inside of. */
    public int depth() {
        return saved.level() == null ? 0 : saved.level().depth();
    }

    /** Whether the text, if it ended here, would be JSON: one whole value. */
    public boolean endsWell() {
        return saved.endsWell();
    }

    /** Where it stopped being JSON, if it did. */
    public Optional<JsonFault> fault() {
        return state() == JsonState.BROKEN
                ? Optional.of(new JsonFault(saved.chars(), saved.bytes(), faultFragment, saved.why()))
                : Optional.empty();
    }

    /** The part of the text that can be the beginning of a JSON text: all of it while it is not broken. */
    public Text sound() {
        return state() == JsonState.BROKEN ? text.subSequence(0, saved.chars()) : text;
    }

    /**
     * The value as far as it has come, as the official TypeScript client reads a tool input that was cut: see
     * {@link PartialJson}. Empty where not even a beginning of one is there.
     */
    public Optional<RawJson> value() {
        return endsWell() ? Optional.of(new RawJson(text.toString().strip())) : PartialJson.close(sound());
    }

    /** Whether {@code other} is the same text in as many fragments. */
    @Override
    public boolean equals(Object other) {
        return other instanceof JsonProgress progress
                && fragments == progress.fragments
                && faultFragment == progress.faultFragment
                && text.equals(progress.text);
    }

    @Override
    public int hashCode() {
        return 31 * text.hashCode() + fragments;
    }

    @Override
    public String toString() {
        return state() + " in " + path() + " after " + text.length() + " characters in " + fragments + " fragments";
    }
}
