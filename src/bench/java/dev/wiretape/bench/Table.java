package dev.wiretape.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of text in columns, the first one flush left, the others flush right. */
final class Table {
    private final String title;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String title) {
        this.title = title;
    }

    /** Adds a row. */
    void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    /** A number as a cell; a dash where there is none. */
    static String number(double value, int decimals) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%,." + decimals + "f", value) : "-";
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("\n").append(title).append('\n');
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                int width = width(column);
                String form = column == 0 ? "  %-" + width + "s" : "  %" + width + "s";
                text.append(String.format(Locale.ROOT, form, row.get(column)));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private int width(int column) {
        return Math.max(
                1,
                rows.stream()
                        .filter(row -> row.size() > column)
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(1));
    }
}
