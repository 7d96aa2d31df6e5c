package dev.wiretape.proxy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What a person has to be told while the recorder runs, each thing once. Thread-safe. */
final class Notices {
    private final Consumer<String> listener;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    Notices(Consumer<String> listener) {
        this.listener = listener;
    }

    /** Tells a sentence, unless it was told before. */
    void once(String sentence) {
        once(sentence, sentence);
    }

    /** Tells a sentence, unless one about the same thing was told before. */
    void once(String about, String sentence) {
        if (told.add(about)) {
            listener.accept(sentence);
        }
    }

    /** May be told again. */
    void again(String about) {
        told.remove(about);
    }
}
