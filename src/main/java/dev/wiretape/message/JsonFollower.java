package dev.wiretape.message;

import java.util.ArrayList;
import java.util.List;

/**
 * Follows a JSON text that arrives in fragments, as a tool's input does: keeps all of it and knows, for now and for
 * every fragment before, where in the JSON the cursor stood and where it stopped being JSON. Linear in the text,
 * whatever the fragments; a value may nest {@value JsonText#MAX_DEPTH} levels deep. Not thread-safe; what
 * {@link #progress()} returns is immutable.
 */
public final class JsonFollower {
    /** How much text a look back at an earlier fragment reads again at most. */
    private static final int MARK_EVERY = 16 * 1024;

    private final TextLog text = new TextLog();
    private final IntLog ends = new IntLog();
    private final JsonScanner scanner = new JsonScanner();
    private final List<JsonPlace> marks = new ArrayList<>(List.of(JsonPlace.START));
    private int nextMark = MARK_EVERY;

    /** A follower of a text of which nothing has arrived. */
    public JsonFollower() {}

    /** Takes the next fragment. It may end anywhere, also between the two halves of a surrogate pair. */
    public void feed(String fragment) {
        text.append(fragment);
        ends.add(text.length());
        int at = 0;
        while (at < fragment.length() && !scanner.broken()) {
            int to = Math.min(fragment.length(), at + nextMark - scanner.chars());
            scanner.scan(fragment, at, to);
            at = to;
            if (scanner.chars() == nextMark) {
                marks.add(scanner.save());
                nextMark += MARK_EVERY;
            }
        }
    }

    /** How many fragments have arrived. */
    public int fragments() {
        return ends.size();
    }

    /** Whether the text stopped being JSON. */
    public boolean broken() {
        return scanner.broken();
    }

    /** How far the text has come by now. */
    public JsonProgress progress() {
        return new JsonProgress(text.prefix(text.length()), fragments(), scanner.save(), faultFragment(scanner));
    }

    /** How far it had come after the first {@code fragments} fragments. */
    public JsonProgress progressAfter(int fragments) {
        if (fragments == fragments()) {
            return progress();
        }
        int length = fragments == 0 ? 0 : ends.get(fragments - 1);
        Text prefix = text.prefix(length);
        JsonScanner again = new JsonScanner(marks.get(Math.min(length / MARK_EVERY, marks.size() - 1)));
        again.scan(prefix, again.chars(), length);
        return new JsonProgress(prefix, fragments, again.save(), faultFragment(again));
    }

    private int faultFragment(JsonScanner at) {
        return at.broken() ? ends.countUpTo(at.chars()) : 0;
    }
}
