package dev.wiretape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Holds the compiled code to the drawing in the root {@code package-info.java}. */
@Timeout(60)
class FloorsTest {
    private static final Path MAIN = Path.of("src/main/java/dev/wiretape");
    private static final Pattern FLOOR = Pattern.compile(" \\* (\\d) {2}([a-z]+(?: \\| [a-z]+)*) {2}.*");
    private static final Pattern USE = Pattern.compile(" +(dev\\.wiretape\\.\\S+) +-> (\\S+) +(.+?) *");

    private static final Pattern NAMES = Pattern.compile(" \\| ");
    private static final Pattern OURS = Pattern.compile("dev\\.wiretape\\.([a-z]+)\\.");

    /** Files that may be longer than the rest, each with its reason. */
    private static final Map<String, String> LONG_FILES = Map.of();

    private static Map<String, Integer> floors;
    private static List<Use> uses;

    /** Class {@code from} names class {@code to}, which lives in {@code origin}: a module, a jar, or nowhere known. */
    private record Use(String from, String to, String origin) {
        String fromPackage() {
            return packageOf(from);
        }

        String toPackage() {
            return packageOf(to);
        }

        /** The first name after {@code dev.wiretape}, or nothing for classes of others. */
        private static String packageOf(String type) {
            Matcher name = OURS.matcher(type);
            return name.lookingAt() ? name.group(1) : "";
        }

        @Override
        public String toString() {
            return from + " -> " + to;
        }
    }

    @BeforeAll
    static void readTheDrawingAndTheClasses() throws IOException {
        floors = new LinkedHashMap<>();
        for (String line : Files.readAllLines(MAIN.resolve("package-info.java"))) {
            Matcher floor = FLOOR.matcher(line);
            if (floor.matches()) {
                for (String name : NAMES.splitAsStream(floor.group(2)).toList()) {
                    floors.put(name, Integer.parseInt(floor.group(1)));
                }
            }
        }
        StringWriter out = new StringWriter();
        int code = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(new PrintWriter(out), new PrintWriter(out), "-verbose:class", "target/classes");
        assertThat(code).as(out.toString()).isZero();
        uses = out.toString()
                .lines()
                .map(USE::matcher)
                .filter(Matcher::matches)
                .map(m -> new Use(m.group(1), m.group(2), m.group(3)))
                .toList();
    }

    @Test
    void theDrawingShowsEveryPackage() throws IOException {
        Set<String> onDisk;
        try (Stream<Path> folders = Files.list(MAIN)) {
            onDisk = folders.filter(Files::isDirectory)
                    .map(f -> f.getFileName().toString())
                    .collect(toCollection(TreeSet::new));
        }
        assertThat(floors.keySet()).containsExactlyInAnyOrderElementsOf(onDisk);
        assertThat(uses).as("what jdeps says").isNotEmpty();
    }

    @Test
    void aPackageImportsOnlyFloorsBelowIt() {
        assertNone(use -> {
            String to = use.toPackage();
            return floors.containsKey(to)
                    && !to.equals(use.fromPackage())
                    && floors.get(to) >= floors.get(use.fromPackage());
        });
    }

    @Test
    void theRecorderDoesNotUnderstandThePayload() {
        assertNone(use -> use.fromPackage().equals("proxy")
                && Set.of("message", "timeline").contains(use.toPackage()));
    }

    @Test
    void theEventStreamParserKnowsJavaBaseAlone() {
        assertNone(use -> use.fromPackage().equals("sse")
                && !use.toPackage().equals("sse")
                && !use.origin().equals("java.base"));
    }

    @Test
    void theMessageKnowsNoTimeAndNoFileAndNoSocket() {
        assertNone(use -> use.fromPackage().equals("message")
                && Stream.of("java.nio.file.", "java.nio.channels.", "java.io.File", "java.time.", "java.net.")
                        .anyMatch(use.to()::startsWith));
    }

    @Test
    void theTimelineIsPure() {
        assertNone(use -> use.fromPackage().equals("timeline")
                && Stream.of(
                                "java.nio.file.",
                                "java.nio.channels.",
                                "java.io.File",
                                "java.net.",
                                "java.util.concurrent.",
                                "java.time.Clock")
                        .anyMatch(use.to()::startsWith));
    }

    @Test
    void eachLibraryIsKnownWhereItBelongs() {
        assertLibrary("io.vertx.", Set.of("proxy", "replay", "cli", "junit"));
        assertLibrary("org.junit.", Set.of("junit"));
        assertLibrary("io.netty.", Set.of("proxy", "replay"));
        assertLibrary("com.googlecode.lanterna.", Set.of("tui"));
        assertLibrary("picocli.", Set.of("cli"));
        assertLibrary("com.aayushatharva.", Set.of("recording"));
        assertLibrary("com.github.luben.", Set.of("recording"));
    }

    @Test
    void theReplayContactsNobody() {
        assertNone(use -> use.fromPackage().equals("replay")
                && Stream.of(
                                "io.vertx.core.http.HttpClient",
                                "io.vertx.core.http.WebSocketClient",
                                "io.vertx.core.net.NetClient",
                                "io.vertx.core.datagram.",
                                "io.vertx.core.dns.",
                                "io.netty.bootstrap.",
                                "io.netty.channel.socket.",
                                "java.net.Socket",
                                "java.net.DatagramSocket",
                                "java.net.http.",
                                "java.net.URL",
                                "java.net.URI",
                                "java.nio.channels.",
                                "javax.net.",
                                "java.lang.ProcessBuilder")
                        .anyMatch(use.to()::startsWith));
    }

    @Test
    void everyPackageSaysWhatLivesInItAndWhatItMustNeverKnow() throws IOException {
        for (Path folder : folders()) {
            Path description = folder.resolve("package-info.java");
            assertThat(description).exists();
            assertThat(Files.readString(description, UTF_8))
                    .as(description.toString())
                    .startsWith("/**");
        }
    }

    @Test
    void noFileIsLongerThanThreeHundredLines() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                if (!LONG_FILES.containsKey(file.getFileName().toString())) {
                    assertThat(Files.readAllLines(file).size())
                            .as("lines of " + file)
                            .isLessThanOrEqualTo(300);
                }
            }
        }
    }

    private static List<Path> folders() throws IOException {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.filter(f -> f.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();
        }
    }

    private static void assertLibrary(String prefix, Set<String> packages) {
        assertNone(use -> use.to().startsWith(prefix) && !packages.contains(use.fromPackage()));
    }

    private static void assertNone(Predicate<Use> forbidden) {
        assertThat(uses.stream().filter(forbidden).distinct())
                .as("forbidden uses")
                .isEmpty();
    }
}
