package dev.wiretape.cli.diff;

import dev.wiretape.message.Block;
import dev.wiretape.message.MessageSnapshot;
import dev.wiretape.message.RawJson;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares what two messages say. */
final class ContentDiff {
    private static final Set<String> NEW_EACH_TIME = Set.of("id");

    private final List<Difference> found = new ArrayList<>();

    private ContentDiff() {}

    static List<Difference> of(Optional<MessageSnapshot> a, Optional<MessageSnapshot> b) {
        ContentDiff diff = new ContentDiff();
        if (a.isPresent() && b.isPresent()) {
            diff.messages(a.get(), b.get());
        } else {
            diff.add("message", a.isPresent() ? "a message" : "none", b.isPresent() ? "a message" : "none");
        }
        return diff.found;
    }

    private void messages(MessageSnapshot a, MessageSnapshot b) {
        members(a.members(), b.members());
        add("message_stop", Boolean.toString(a.stopped()), Boolean.toString(b.stopped()));
        add("error", raw(a.error()), raw(b.error()));
        for (int i = 0; i < Math.max(a.blocks().size(), b.blocks().size()); i++) {
            String what = "block " + i;
            if (i < a.blocks().size() && i < b.blocks().size()) {
                blocks(what, a.blocks().get(i), b.blocks().get(i));
            } else {
                add(what, type(a, i), type(b, i));
            }
        }
    }

    private void members(Map<String, RawJson> a, Map<String, RawJson> b) {
        Set<String> names = new LinkedHashSet<>(a.keySet());
        names.addAll(b.keySet());
        names.removeAll(NEW_EACH_TIME);
        for (String name : names) {
            add(name, raw(Optional.ofNullable(a.get(name))), raw(Optional.ofNullable(b.get(name))));
        }
    }

    private void blocks(String what, Block a, Block b) {
        add(what + " type", a.type(), b.type());
        add(
                what + " tool",
                a.toolName().orElse(Difference.NOTHING),
                b.toolName().orElse(Difference.NOTHING));
        text(what + " text", a.text(), b.text());
        text(what + " thinking", a.thinking(), b.thinking());
        text(what + " compaction", a.compaction(), b.compaction());
        add(
                what + " citations",
                Integer.toString(a.citations().size()),
                Integer.toString(b.citations().size()));
        add(what, a.open() ? "open" : "stopped", b.open() ? "open" : "stopped");
    }

    private void text(String what, CharSequence a, CharSequence b) {
        int same = Excerpt.parting(a, b);
        if (same < Math.max(a.length(), b.length())) {
            found.add(new Difference(what + " at character " + same, Excerpt.around(a, same), Excerpt.around(b, same)));
        }
    }

    private static String type(MessageSnapshot message, int block) {
        return block < message.blocks().size() ? message.blocks().get(block).type() : Difference.NOTHING;
    }

    private static String raw(Optional<RawJson> value) {
        return value.map(RawJson::text).orElse(Difference.NOTHING);
    }

    private void add(String what, String a, String b) {
        if (!a.equals(b)) {
            found.add(new Difference(what, a, b));
        }
    }
}
