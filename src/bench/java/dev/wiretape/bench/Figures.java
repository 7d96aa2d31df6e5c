package dev.wiretape.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The figures of one mode: of every way, every round.
 *
 * <p>What is reported is the median over the rounds; a ratio is the median of the ratios within each round, so that a
 * machine that slows down between rounds does not distort it.
 */
final class Figures {
    private final String mode;
    private final String title;
    private final List<Metric> metrics;
    private final Map<String, List<Map<String, Double>>> rounds = new LinkedHashMap<>();

    Figures(String mode, String title, List<Metric> metrics) {
        this.mode = mode;
        this.title = title;
        this.metrics = List.copyOf(metrics);
    }

    /** Adds a round of a way. */
    void add(String way, Map<String, Double> round) {
        rounds.computeIfAbsent(way, unused -> new ArrayList<>()).add(Map.copyOf(round));
    }

    /** The mode's name. */
    String mode() {
        return mode;
    }

    /** The ways measured, in order. */
    List<String> ways() {
        return List.copyOf(rounds.keySet());
    }

    /** The median over the rounds; NaN where nothing was measured. */
    double median(String way, String metric) {
        return median(rounds.getOrDefault(way, List.of()).stream()
                .mapToDouble(round -> round.getOrDefault(metric, Double.NaN))
                .toArray());
    }

    /** The median over the rounds of one way's figure divided by another's of the same round; NaN where one lacks. */
    double ratio(String way, String base, String metric) {
        List<Map<String, Double>> ours = rounds.getOrDefault(way, List.of());
        List<Map<String, Double>> theirs = rounds.getOrDefault(base, List.of());
        return median(IntStream.range(0, Math.min(ours.size(), theirs.size()))
                .mapToDouble(round -> ours.get(round).getOrDefault(metric, Double.NaN)
                        / theirs.get(round).getOrDefault(metric, Double.NaN))
                .toArray());
    }

    private static double median(double... values) {
        double[] known = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        if (known.length == 0) {
            return Double.NaN;
        }
        int middle = known.length / 2;
        return known.length % 2 == 1 ? known[middle] : (known[middle - 1] + known[middle]) / 2;
    }

    /** The figures as a table, with ratios to the direct way and to nginx where those were measured. */
    String table() {
        List<Ratio> ratios = ratios();
        Table table = new Table(mode + ": " + title);
        List<String> header = new ArrayList<>(List.of(""));
        metrics.forEach(metric -> header.add(metric.title()));
        ratios.forEach(ratio -> header.add(ratio.metric() + " ÷ " + ratio.base()));
        table.row(header);
        for (String way : rounds.keySet()) {
            List<String> row = new ArrayList<>(List.of(way));
            metrics.forEach(metric -> row.add(Table.number(median(way, metric.key()), metric.decimals())));
            ratios.forEach(ratio -> row.add(Table.number(ratio(way, ratio.base(), ratio.metric()), 2)));
            table.row(row);
        }
        return table.toString();
    }

    private record Ratio(String metric, String base) {}

    /** The ratios that say something: to a way that was measured and has that figure, for another way. */
    private List<Ratio> ratios() {
        return Stream.of("direct", "nginx")
                .flatMap(base -> metrics.stream()
                        .filter(metric ->
                                metric.compared() && rounds.size() > 1 && Double.isFinite(median(base, metric.key())))
                        .map(metric -> new Ratio(metric.key(), base)))
                .toList();
    }

    /** The figures as a tree of maps and lists for the JSON file: each way's medians, and every round. */
    Map<String, Object> tree() {
        Map<String, Object> ways = new LinkedHashMap<>();
        rounds.forEach((way, all) -> {
            Map<String, Object> medians = new LinkedHashMap<>();
            metrics.forEach(metric -> medians.put(metric.key(), median(way, metric.key())));
            ways.put(way, Map.of("median", medians, "rounds", all));
        });
        return ways;
    }
}
