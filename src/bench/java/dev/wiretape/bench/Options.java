package dev.wiretape.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What to measure, and how much of it, from the command line. */
final class Options {
    /** All modes, in the order in which they run best: the quiet ones before those that heat the machine. */
    static final List<String> MODES =
            List.of("start", "latency", "many", "pace", "short", "flood", "sustained", "tunnel", "memory");

    private static final Map<String, String> DEFAULTS = defaults();
    private static final Map<String, String> QUICK = Map.of(
            "rounds", "1",
            "flood-rounds", "2",
            "seconds", "4",
            "many-seconds", "5",
            "short-seconds", "1",
            "sustained-mb", "1000",
            "pace-seconds", "10");

    private final List<String> modes = new ArrayList<>();
    private final Map<String, String> settings = new LinkedHashMap<>(DEFAULTS);
    private final Map<String, String> proxies = new LinkedHashMap<>();

    private static Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("ways", "direct,nginx,haproxy,wiretape");
        defaults.put("wiretape", "./wiretape");
        defaults.put("record-options", "");
        defaults.put("replay-options", "");
        defaults.put("rounds", "3");
        defaults.put("warm-up", "20");
        defaults.put("seconds", "10");
        defaults.put("streams", "200");
        defaults.put("rate", "50");
        defaults.put("many-streams", "2000");
        defaults.put("many-seconds", "12");
        defaults.put("short-seconds", "3");
        defaults.put("flood-rounds", "5");
        defaults.put("flood-mb", "320");
        defaults.put("sustained-mb", "3000");
        defaults.put("pace-rate", "50");
        defaults.put("pace-lifelike", "20");
        defaults.put("pace-seconds", "60");
        defaults.put("pace-clients", "1,100,1000");
        defaults.put("pace-speeds", "1,10");
        defaults.put("start-runs", "7");
        defaults.put("quiet", "");
        defaults.put("deadline-minutes", "40");
        defaults.put("temp", System.getProperty("java.io.tmpdir"));
        defaults.put("json", "");
        return defaults;
    }

    /** Reads the command line; an {@link IllegalArgumentException}'s message says what is wrong with it. */
    static Options parse(List<String> arguments) {
        Options options = new Options();
        List<String> rest = new ArrayList<>(arguments);
        while (!rest.isEmpty()) {
            options.take(rest.remove(0), rest);
        }
        if (options.modes.isEmpty()) {
            options.modes.addAll(MODES);
        }
        options.settings.forEach(Options::check);
        return options;
    }

    /** What is a number by default is one, and so with lists of them. */
    private static void check(String name, String value) {
        String number = "[1-9]\\d{0,8}";
        if (DEFAULTS.get(name).matches(number) && !value.matches(number)) {
            throw new IllegalArgumentException("--" + name + " takes a whole number from 1 on, not '" + value + "'");
        }
        if (DEFAULTS.get(name).matches("[\\d,]+") && !value.matches(number + "(," + number + ")*")) {
            throw new IllegalArgumentException(
                    "--" + name + " takes whole numbers from 1 on with commas between them, not '" + value + "'");
        }
        if (name.equals("quiet") && !value.matches("|\\d+|\\d*\\.\\d+")) {
            throw new IllegalArgumentException("--quiet takes a number of cores, such as 0.1, not '" + value + "'");
        }
    }

    private void take(String word, List<String> rest) {
        if (MODES.contains(word)) {
            modes.add(word);
        } else if (word.equals("--quick")) {
            settings.putAll(QUICK);
        } else if (word.equals("--proxy")) {
            String[] pair = value(word, rest).split("=", 2);
            if (pair.length < 2 || pair[0].isEmpty()) {
                throw new IllegalArgumentException("--proxy takes NAME='CMD …', not '" + pair[0] + "'");
            }
            proxies.put(pair[0], pair[1]);
        } else if (word.startsWith("--") && DEFAULTS.containsKey(word.substring(2))) {
            settings.put(word.substring(2), value(word, rest));
        } else {
            throw new IllegalArgumentException("unknown word '" + word + "'; " + usage());
        }
    }

    private static String value(String option, List<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.remove(0);
    }

    /** The modes and the settings with their defaults, as one text. */
    static String usage() {
        StringBuilder text = new StringBuilder(
                "modes: " + String.join(" ", MODES)
                        + "\noptions: --quick (short rounds), --proxy NAME='CMD with {upstream} and, if it prints none, {port}'");
        DEFAULTS.forEach(
                (name, value) -> text.append("\n  --").append(name).append(" ").append(value));
        return text.toString();
    }

    /** Says whether a mode is to be run. */
    boolean wants(String mode) {
        return modes.contains(mode);
    }

    /** Says whether peak memory alone is asked for, so that the relaying modes must run for its sake. */
    boolean wantsMemoryAlone() {
        return wants("memory") && Stream.of("latency", "many", "short", "flood").noneMatch(this::wants);
    }

    /** A whole number among the settings. */
    int number(String name) {
        return Integer.parseInt(text(name));
    }

    /** Cores others may use during a round before it is repeated; empty when every round counts. */
    OptionalDouble quiet() {
        return text("quiet").isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text("quiet")));
    }

    /** A setting as text. */
    String text(String name) {
        return settings.get(name);
    }

    /** A setting as a list of its parts between commas. */
    List<String> list(String name) {
        return List.of(text(name).split(","));
    }

    /** Other proxies by name, each with its command. */
    Map<String, String> proxies() {
        return Map.copyOf(proxies);
    }

    /** The ways that are wanted and can be started, in order. */
    List<String> available() {
        return Stream.concat(list("ways").stream(), proxies.keySet().stream())
                .filter(way -> missing(way).isEmpty())
                .toList();
    }

    /** The ways that are wanted but cannot be started, each with the reason. */
    List<String> unavailable() {
        return list("ways").stream().flatMap(way -> missing(way).stream()).toList();
    }

    private Optional<String> missing(String way) {
        if (way.equals("direct") || proxies.containsKey(way)) {
            return Optional.empty();
        }
        if (way.equals("wiretape")) {
            return hasWiretape() ? Optional.empty() : Optional.of("wiretape: no launcher at " + text("wiretape"));
        }
        return Ways.onPath(way).isPresent() ? Optional.empty() : Optional.of(way + ": not on the PATH");
    }

    /** Says whether the product's launcher is there. */
    boolean hasWiretape() {
        return Path.of(text("wiretape")).toFile().canExecute() && list("ways").contains("wiretape");
    }

    /** The command that records what passes to the upstream. */
    List<String> recordCommand(int upstreamPort, Path out) {
        return words(
                "record --listen 127.0.0.1:0 --target http://127.0.0.1:" + upstreamPort + " --out " + out,
                text("record-options"));
    }

    /** The command that serves a recording at a speed. */
    List<String> replayCommand(Path recording, String speed) {
        return words("replay " + recording + " --listen 127.0.0.1:0 -s " + speed, text("replay-options"));
    }

    private List<String> words(String command, String more) {
        return Stream.of(text("wiretape") + " " + command + " " + more)
                .flatMap(line -> Stream.of(line.strip().split("\\s+")))
                .toList();
    }
}
