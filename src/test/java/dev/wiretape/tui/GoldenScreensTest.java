package dev.wiretape.tui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.SessionFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every screen, on every recording of {@code recordings/}, in four sizes, against what was looked at and found good. To
 * write them anew: {@code mvn test -Dtest=GoldenScreensTest -Dwiretape.golden=write}; the difference is to be looked at
 * like code.
 */
@Timeout(120)
class GoldenScreensTest {
    private static final Path RECORDINGS = Path.of("recordings");
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final boolean WRITE = "write".equals(System.getProperty("wiretape.golden"));
    private static final List<String> TABS =
            List.of("block", "message", "raw", "request", "response", "timing", "findings");

    private record Size(int width, int height) {
        @Override
        public String toString() {
            return width + "x" + height;
        }
    }

    private static final List<Size> SIZES =
            List.of(new Size(20, 5), new Size(80, 24), new Size(120, 40), new Size(200, 50));

    static Stream<Path> recordings() throws IOException {
        return SessionFolder.recordings(RECORDINGS).stream();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void anExchangeLooksAsItDid(Path recording) throws IOException {
        for (Size size : SIZES) {
            Stage stage = Stage.on(recording, size.width(), size.height());
            Map<String, String> screens = new LinkedHashMap<>();
            stage.press("enter");
            screens.put("opened", stage.screen());
            stage.press("G", ",");
            screens.put("at the last frame", stage.screen());
            stage.press("enter");
            screens.put("timeline alone", stage.screen());
            stage.press("tab");
            screens.put("lanes alone", stage.screen());
            stage.press("tab");
            for (int tab = 0; tab < TABS.size(); tab++) {
                stage.press(Integer.toString(tab + 1));
                screens.put(TABS.get(tab) + " alone", stage.screen());
            }
            String name = recording.getFileName().toString().replace(".ndjson", "");
            compare(GOLDEN.resolve(name).resolve(size + ".txt"), screens);
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void theListLooksAsItDid(Size size) throws IOException {
        Stage stage = Stage.on(RECORDINGS, size.width(), size.height());
        Map<String, String> screens = new LinkedHashMap<>();
        screens.put("opened", stage.screen());
        screens.put("keys", stage.press("?").screen());
        screens.put("a filter", stage.press("q", "f").type("is:error").screen());
        screens.put(
                "nothing passes", stage.press("f", "ctrl-u").type("status:999").screen());
        screens.put("a search", stage.press("esc", "/").type("plum").screen());
        compare(GOLDEN.resolve("list").resolve(size + ".txt"), screens);
    }

    static Stream<Size> sizes() {
        return SIZES.stream();
    }

    private static void compare(Path file, Map<String, String> screens) throws IOException {
        StringBuilder all = new StringBuilder();
        screens.forEach(
                (name, screen) -> all.append("=== ").append(name).append('\n').append(screen));
        if (WRITE) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, all, UTF_8);
        }
        assertThat(file).as("a golden file; see the class comment").exists();
        assertThat(all.toString()).as(file.toString()).isEqualTo(Files.readString(file, UTF_8));
    }
}
