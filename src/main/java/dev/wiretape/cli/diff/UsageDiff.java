package dev.wiretape.cli.diff;

import dev.wiretape.message.MessageSnapshot;
import dev.wiretape.message.RawJson;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares the token counts that were last stated. */
final class UsageDiff {
    private UsageDiff() {}

    static List<Difference> of(Optional<MessageSnapshot> a, Optional<MessageSnapshot> b) {
        Map<String, RawJson> first = stated(a);
        Map<String, RawJson> second = stated(b);
        Set<String> names = new LinkedHashSet<>(first.keySet());
        names.addAll(second.keySet());
        List<Difference> found = new ArrayList<>();
        for (String name : names) {
            String fromA = text(first, name);
            String fromB = text(second, name);
            if (!fromA.equals(fromB)) {
                found.add(new Difference(name, fromA, fromB));
            }
        }
        return found;
    }

    private static Map<String, RawJson> stated(Optional<MessageSnapshot> message) {
        return message.map(m -> m.usage().stated()).orElse(Map.of());
    }

    private static String text(Map<String, RawJson> stated, String name) {
        return Optional.ofNullable(stated.get(name)).map(RawJson::text).orElse(Difference.NOTHING);
    }
}
