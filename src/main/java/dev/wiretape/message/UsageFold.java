package dev.wiretape.message;

import dev.wiretape.message.Oddity.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The token counts while they are stated again and again. */
final class UsageFold {
    private final Map<String, Versions<RawJson>> stated = new LinkedHashMap<>();

    void state(Optional<RawJson> usage, Draft change) {
        if (usage.filter(RawJson::isObject).isEmpty()) {
            change.odd(Kind.USAGE_MISSING, "");
            return;
        }
        usage.get().members().forEach((name, value) -> member(name, value, change));
    }

    private void member(String name, RawJson value, Draft change) {
        Versions<RawJson> versions = stated.computeIfAbsent(name, key -> new Versions<>());
        Optional<RawJson> before = versions.last();
        if (value.isNull() && before.isPresent()) {
            return;
        }
        if (name.endsWith("_tokens") && !value.isNull()) {
            count(name, value, before.map(RawJson::asLong).orElse(OptionalLong.empty()), change);
        }
        versions.state(change.frame, value);
    }

    private static void count(String name, RawJson value, OptionalLong before, Draft change) {
        OptionalLong count = value.asLong();
        if (count.isEmpty()) {
            change.odd(Kind.USAGE_NOT_A_COUNT, name);
        } else if (count.getAsLong() < 0) {
            change.odd(Kind.USAGE_NEGATIVE, name + " " + count.getAsLong());
        } else if (before.isPresent() && count.getAsLong() < before.getAsLong()) {
            change.odd(Kind.USAGE_SHRINKS, name + " " + count.getAsLong() + " after " + before.getAsLong());
        }
    }

    Usage at(int frame) {
        return new Usage(Versions.at(stated, frame));
    }
}
