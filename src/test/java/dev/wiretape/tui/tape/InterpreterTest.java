package dev.wiretape.tui.tape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class InterpreterTest {
    private static final int MANY = 40;

    @TempDir
    private Path folder;

    private final Map<Integer, Meaning> meanings = new HashMap<>();
    private final Interpreter interpreter = new Interpreter(meaning -> meanings.put(meaning.place(), meaning));

    private Library library() throws IOException {
        AtomicReference<Library> library = new AtomicReference<>();
        try (LibraryReader reader = new LibraryReader(folder, System::currentTimeMillis, library::set)) {
            reader.readAll();
        }
        return library.get();
    }

    private void copies(int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            Files.copy(
                    Path.of("recordings/max-tokens-in-tool-json.ndjson"),
                    folder.resolve(String.format(Locale.ROOT, "%04d-copy.ndjson", i)));
        }
    }

    @Test
    void ofManyExchangesNobodyLooksAtOnlyWhatTheListShowsIsKept() throws IOException {
        copies(0, MANY);
        interpreter.grew(library());
        interpreter.runOnce();

        assertThat(meanings).hasSize(MANY);
        assertThat(meanings.values()).allSatisfy(meaning -> {
            assertThat(meaning.depth()).isEmpty();
            assertThat(meaning.stopReason()).contains("max_tokens");
            assertThat(meaning.outputTokens()).isNotEmpty();
            assertThat(meaning.remarks()).isNotEmpty();
        });
    }

    @Test
    void whatIsLookedAtIsReadInDepthAndGivenUpAfterSixteenOthers() throws IOException {
        copies(0, MANY);
        interpreter.grew(library());
        interpreter.runOnce();
        for (int place = 0; place < 20; place++) {
            interpreter.look(place, List.of());
            interpreter.runOnce();
            assertThat(meanings.get(place).depth()).as("exchange %d", place).isPresent();
        }

        assertThat(meanings.get(0).depth()).isEmpty();
        assertThat(meanings.values().stream().filter(m -> m.depth().isPresent()))
                .hasSizeLessThanOrEqualTo(17);
        interpreter.look(0, List.of());
        interpreter.runOnce();
        assertThat(meanings.get(0).depth()).isPresent();
    }

    @Test
    void whatRunsIsReadWhereItCanBeSeenAndElsewhereWhenItHasEnded() throws IOException {
        copies(0, MANY);
        List<String> lines = Files.readAllLines(Path.of("recordings/plain-text.ndjson"));
        Path running = folder.resolve("9999-running.ndjson");
        Files.write(running, lines.subList(0, lines.size() - 1));
        interpreter.grew(library());
        interpreter.runOnce();
        assertThat(meanings).hasSize(MANY).doesNotContainKey(MANY);

        interpreter.look(-1, List.of(MANY));
        interpreter.runOnce();
        assertThat(meanings.get(MANY).model()).isPresent();
        assertThat(meanings.get(MANY).rows()).isEqualTo(lines.size() - 2);

        interpreter.look(-1, List.of());
        Files.write(running, lines);
        interpreter.grew(library());
        interpreter.runOnce();
        assertThat(meanings.get(MANY).rows()).isEqualTo(lines.size() - 1);
    }
}
