package dev.wiretape.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the promises' tests measured at full scale. The figures are kept in a file, one a line: {@code PROMISE NAME = FIGURE}, and
 * the README's table of promises has to say the same.
 */
public final class Figures {
    private static final Path FILE = Path.of("src/test/resources/promises/figures.txt");

    private Figures() {}

    /**
     * Keeps a figure, at full scale alone: what an ordinary build measures says little.
     *
     * @param promise the number of the promise
     * @param name what was measured, a word
     * @param figure what is said of it, as for {@link String#format}
     */
    public static synchronized void measured(int promise, String name, String figure, Object... of) throws IOException {
        if (!Boolean.getBoolean("wiretape.full")) {
            return;
        }
        String said = String.format(Locale.ROOT, figure, of);
        SortedMap<String, String> figures = kept();
        figures.put(key(promise, name), said);
        Files.createDirectories(FILE.getParent());
        Files.write(
                FILE,
                figures.entrySet().stream()
                        .map(kept -> kept.getKey() + " = " + kept.getValue())
                        .toList());
        System.out.println("promise " + key(promise, name) + ": " + said);
    }

    /** All that are kept: what is said by the promise's number, in two digits, a blank and the name. */
    public static SortedMap<String, String> kept() throws IOException {
        SortedMap<String, String> figures = new TreeMap<>();
        if (Files.exists(FILE)) {
            for (String line : Files.readAllLines(FILE)) {
                String[] parts = line.split(" = ", 2);
                figures.put(parts[0], parts[1]);
            }
        }
        return figures;
    }

    private static String key(int promise, String name) {
        return String.format(Locale.ROOT, "%02d %s", promise, name);
    }
}
