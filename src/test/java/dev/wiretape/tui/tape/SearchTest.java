package dev.wiretape.tui.tape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SearchTest {
    @TempDir
    private Path folder;

    private static List<Integer> rows(Path file, String query) throws IOException {
        AtomicReference<Library> library = new AtomicReference<>();
        try (LibraryReader reader = new LibraryReader(file, () -> 0, library::set)) {
            reader.readAll();
        }
        AtomicReference<Meaning> meaning = new AtomicReference<>();
        Interpreter interpreter = new Interpreter(meaning::set);
        interpreter.grew(library.get());
        interpreter.look(0, List.of());
        interpreter.runOnce();
        AtomicReference<Hits> hits = new AtomicReference<>(Hits.NONE);
        new Search(query, hits::set, () -> false)
                .run(
                        library.get().tapes(),
                        0,
                        place -> meaning.get().story().map(List::of).orElse(List.of()));
        assertThat(hits.get().done()).isTrue();
        List<Integer> rows = new ArrayList<>();
        for (int row = hits.get().next(0, -1, true); row >= 0; row = hits.get().next(0, row, true)) {
            rows.add(row);
        }
        return rows;
    }

    /** A recording of frames with these texts, on rows 0, 1, 2 … */
    private Path recording(List<String> texts) throws IOException {
        StringBuilder file = new StringBuilder(
                "{\"kind\":\"header\",\"format\":\"wiretape\",\"version\":1,\"id\":\"x\",\"session\":\"s\",\"seq\":1,\"t0\":0,\"via\":\"import\",\"tool\":\"t\"}\n");
        for (int i = 0; i < texts.size(); i++) {
            file.append("{\"kind\":\"frame\",\"t\":")
                    .append(i)
                    .append(",\"n\":")
                    .append(i)
                    .append(",\"raw\":\"data: ")
                    .append(texts.get(i))
                    .append("\\n\\n\"}\n");
        }
        Path path = folder.resolve("made.ndjson");
        Files.writeString(path, file, UTF_8);
        return path;
    }

    @Test
    void everyRowThatHoldsItIsFoundOnce() throws IOException {
        assertThat(rows(recording(List.of("plum plum", "pear", "a plum")), "plum"))
                .containsExactly(0, 2);
    }

    @Test
    void smallLettersFindCapitalsAndCapitalsOnlyThemselves() throws IOException {
        Path file = recording(List.of("Plum", "plum", "PLUM"));
        assertThat(rows(file, "plum")).containsExactly(0, 1, 2);
        assertThat(rows(file, "Plum")).containsExactly(0);
    }

    @Test
    void quotesAreThoseOfTheFrameNotOfTheFile() throws IOException {
        assertThat(rows(recording(List.of("{\\\"type\\\":\\\"ping\\\"}", "ping")), "\"ping\""))
                .containsExactly(0);
    }

    @Test
    void nothingIsLostWhereTwoBlocksOfTheFileMeet() throws IOException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            texts.add("padding padding padding padding needle" + i);
        }
        assertThat(rows(recording(texts), "needle")).hasSize(30_000);
    }

    @Test
    void wordsSpreadOverFramesAreFoundInTheLastOfThem() throws IOException {
        Path file = Path.of("recordings/plain-text.ndjson");
        List<String> lines = Files.readAllLines(file, UTF_8);
        List<Integer> found = rows(file, "lovely");
        assertThat(lines.stream()
                        .filter(l -> l.contains("\"frame\"") && l.contains("lovely"))
                        .count())
                .isLessThanOrEqualTo(found.size());
    }
}
