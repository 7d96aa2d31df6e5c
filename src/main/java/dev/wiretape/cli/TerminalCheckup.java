package dev.wiretape.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The part of {@code doctor} that looks at the terminal. */
final class TerminalCheckup {
    private static final String CHECK = "terminal";

    private final Surroundings surroundings;

    TerminalCheckup(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    List<Diagnosis> diagnoses() {
        if (!surroundings.terminal()) {
            return List.of(Diagnosis.ok(CHECK, "standard output is none; everything is text without colours"));
        }
        List<Diagnosis> all = new ArrayList<>();
        String term = surroundings.environment().getOrDefault("TERM", "");
        if (term.isEmpty() || term.equals("dumb")) {
            all.add(Diagnosis.warn(
                    CHECK,
                    "TERM is " + (term.isEmpty() ? "not set" : term) + ": 'view' needs one such as xterm-256color"));
        }
        String locale = locale().orElse("");
        if (!locale.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8")) {
            all.add(Diagnosis.warn(
                    CHECK,
                    "the locale is " + (locale.isEmpty() ? "not set" : locale) + ", not UTF-8: 'view' draws with ASCII;"
                            + " set LANG=C.UTF-8"));
        }
        if (all.isEmpty()) {
            all.add(Diagnosis.ok(CHECK, "UTF-8, " + colours(term)));
        }
        return all;
    }

    private String colours(String term) {
        if (!surroundings.colour()) {
            return "without colours, as NO_COLOR says";
        }
        boolean many = term.contains("256color") || surroundings.environment().containsKey("COLORTERM");
        return many ? "with 256 colours or more" : "with the colours that " + term + " has";
    }

    private Optional<String> locale() {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> surroundings.environment().getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
