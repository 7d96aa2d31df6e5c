import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what `tmux capture-pane -p -e` printed, colours and all, into an SVG: java Svg.java IN OUT COLUMNS. */
public class Svg {
    private static final Pattern ESCAPE = Pattern.compile("\u001b\\[([0-9;]*)m");
    private static final double CELL = 8.4;
    private static final int LINE = 18;

    private String ink = "#d7dce4";
    private String paper = "";
    private boolean bold;
    private boolean underline;
    private final StringBuilder out = new StringBuilder();

    /** Converts one file. */
    public static void main(String[] args) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(args[0]), UTF_8);
        Files.writeString(Path.of(args[1]), new Svg().draw(lines, Integer.parseInt(args[2])), UTF_8);
    }

    private String draw(List<String> lines, int columns) {
        int width = (int) (columns * CELL) + 24;
        int height = lines.size() * LINE + 24;
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height
                + "\" viewBox=\"0 0 " + width + " " + height + "\">\n");
        out.append("<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#12161c\"/>\n");
        out.append("<g font-family=\"ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace\" font-size=\"14\">\n");
        for (int y = 0; y < lines.size(); y++) {
            line(lines.get(y), 12 + y * LINE);
        }
        return out.append("</g>\n</svg>\n").toString();
    }

    private void line(String line, int top) {
        Matcher escape = ESCAPE.matcher(line);
        int from = 0;
        int x = 0;
        while (escape.find()) {
            x = text(line.substring(from, escape.start()), x, top);
            colours(escape.group(1));
            from = escape.end();
        }
        text(line.substring(from), x, top);
    }

    private int text(String text, int x, int top) {
        int cells = text.codePoints().map(Svg::cells).sum();
        if (!paper.isEmpty() && cells > 0) {
            out.append("<rect x=\"" + at(x) + "\" y=\"" + top + "\" width=\"" + round(cells * CELL) + "\" height=\"" + LINE
                    + "\" fill=\"" + paper + "\"/>\n");
        }
        if (!text.isBlank()) {
            out.append("<text x=\"" + at(x) + "\" y=\"" + (top + 13) + "\" fill=\"" + ink + "\" xml:space=\"preserve\" textLength=\""
                    + round(cells * CELL) + "\" lengthAdjust=\"spacingAndGlyphs\""
                    + (bold ? " font-weight=\"bold\"" : "") + (underline ? " text-decoration=\"underline\"" : "") + ">"
                    + text.replace("&", "&amp;").replace("<", "&lt;") + "</text>\n");
        }
        return x + cells;
    }

    private void colours(String codes) {
        String[] all = codes.isEmpty() ? new String[] {"0"} : codes.split(";");
        for (int i = 0; i < all.length; i++) {
            switch (all[i]) {
                case "0" -> {
                    ink = "#d7dce4";
                    paper = "";
                    bold = false;
                    underline = false;
                }
                case "1" -> bold = true;
                case "22" -> bold = false;
                case "4" -> underline = true;
                case "24" -> underline = false;
                case "39" -> ink = "#d7dce4";
                case "49" -> paper = "";
                case "38", "48" -> {
                    String rgb = String.format("#%02x%02x%02x", Integer.parseInt(all[i + 2]), Integer.parseInt(all[i + 3]),
                            Integer.parseInt(all[i + 4]));
                    if (all[i].equals("38")) {
                        ink = rgb;
                    } else {
                        paper = rgb;
                    }
                    i += 4;
                }
                default -> {
                    // Nothing we use.
                }
            }
        }
    }

    private static int cells(int codePoint) {
        return codePoint >= 0x1F000 || codePoint >= 0x2E80 && codePoint < 0xFE00 ? 2 : 1;
    }

    private static String at(int x) {
        return round(12 + x * CELL);
    }

    private static String round(double value) {
        return String.format(java.util.Locale.ROOT, "%.1f", value);
    }
}
