package dev.wiretape.cli;

import java.util.Locale;

/**
 * What {@code doctor} found out about one thing.
 *
 * @param check what was looked at, one word
 * @param state how it is
 * @param text in words, with what to do where something is to be done
 */
record Diagnosis(String check, State state, String text) {
    /** How it is. */
    enum State {
        OK,
        /** It works, but perhaps not as expected. */
        WARN,
        PROBLEM;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Diagnosis ok(String check, String text) {
        return new Diagnosis(check, State.OK, text);
    }

    static Diagnosis warn(String check, String text) {
        return new Diagnosis(check, State.WARN, text);
    }

    static Diagnosis problem(String check, String text) {
        return new Diagnosis(check, State.PROBLEM, text);
    }
}
