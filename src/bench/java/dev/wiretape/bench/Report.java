package dev.wiretape.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything one run of the benchmark found out: printed as it comes in, and kept for the JSON file. */
final class Report {
    private final PrintStream out;
    private final Map<String, Figures> modes = new LinkedHashMap<>();
    private final Map<String, Double> peakMegabytes = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    Report(PrintStream out) {
        this.out = out;
    }

    /** Prints a line of progress or of context. */
    void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Prints and keeps what must not happen: lost frames, wrong bytes, missing recordings. */
    void problem(String what) {
        problems.add(what);
        say("PROBLEM: " + what);
    }

    /** Prints and keeps a mode's figures. */
    void add(Figures figures) {
        modes.put(figures.mode(), figures);
        say(figures.table());
    }

    /** Keeps the peak memory of the recorder in a mode. */
    void peak(String mode, double megabytes) {
        peakMegabytes.put(mode, megabytes);
    }

    /** A mode's figures; empty figures where it did not run. */
    Figures figures(String mode) {
        return modes.getOrDefault(mode, new Figures(mode, "", List.of()));
    }

    /** The recorder's peak memory by mode, in MB. */
    Map<String, Double> peaks() {
        return Map.copyOf(peakMegabytes);
    }

    /** Prints the peak memory of the recorder. */
    void sayPeaks() {
        Table table = new Table("memory: peak resident memory of wiretape while recording, by mode");
        table.row(List.of("", "peak MB"));
        peakMegabytes.forEach((mode, megabytes) -> table.row(List.of(mode, Table.number(megabytes, 0))));
        say(table.toString());
    }

    /** What must not have happened but did. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** All figures as a tree for the JSON file. */
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        modes.forEach((mode, figures) -> tree.put(mode, figures.tree()));
        tree.put("memory", peakMegabytes);
        tree.put("problems", problems);
        return tree;
    }
}
