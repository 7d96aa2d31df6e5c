package dev.wiretape.promises;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.testing.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The table of promises in the README cannot name a test that is not there, nor a figure that was not measured. */
@Timeout(60)
class PromiseTableTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\|([^|]+)\\|([^|]+)\\|([^|]+)\\|([^|]+)\\|$");
    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

    @Test
    void everyPromiseIsHeldByTestsThatExist() throws IOException {
        Map<String, String> tests = tests();
        List<String> numbers = new ArrayList<>();
        Matcher row = rows();
        while (row.find()) {
            numbers.add(row.group(1));
            Matcher test = TEST.matcher(row.group(3));
            int named = 0;
            while (test.find()) {
                named++;
                assertThat(tests).as("the test of promise %s", row.group(1)).containsKey(test.group(1));
                assertThat(isTest(test.group(2), tests.get(test.group(1))))
                        .as("%s, named by promise %s, is a test", test.group(), row.group(1))
                        .isTrue();
            }
            assertThat(named).as("tests of promise %s", row.group(1)).isPositive();
        }
        assertThat(numbers)
                .isEqualTo(
                        IntStream.rangeClosed(1, 20).mapToObj(Integer::toString).toList());
    }

    /** {@code src/test/full} measures; what it leaves in the file of figures has to stand in the table. */
    @Test
    void everyFigureIsTheOneThatWasMeasured() throws IOException {
        Matcher row = rows();
        while (row.find()) {
            String promise = String.format(Locale.ROOT, "%02d ", Integer.parseInt(row.group(1)));
            String measured = Figures.kept().entrySet().stream()
                    .filter(figure -> figure.getKey().startsWith(promise))
                    .map(Map.Entry::getValue)
                    .collect(Collectors.joining("; "));
            assertThat(measured).as("figures of promise %s", promise).isNotEmpty();
            assertThat(row.group(5).strip())
                    .as("figures of promise %s", promise)
                    .isEqualTo(measured);
        }
    }

    private static Matcher rows() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        return ROW.matcher(
                readme.substring(readme.indexOf("<!-- promises:begin -->"), readme.indexOf("<!-- promises:end -->")));
    }

    /** Whether the source has a method of that name with an annotation between it and the method before. */
    private static boolean isTest(String name, String source) {
        int method = source.indexOf(" void " + name + "(");
        if (method < 0) {
            return false;
        }
        String before = source.substring(Math.max(0, source.lastIndexOf("\n    }\n", method)), method);
        return before.contains("@Test") || before.contains("@ParameterizedTest");
    }

    /** The sources of the tests by the names of their classes. */
    private static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new HashMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith("Test.java")).toList()) {
                tests.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        return tests;
    }
}
