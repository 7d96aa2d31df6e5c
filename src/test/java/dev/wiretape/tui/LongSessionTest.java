package dev.wiretape.tui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.tui.model.Msg;
import dev.wiretape.tui.tape.Library;
import dev.wiretape.tui.tape.LibraryReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A session of so many exchanges that they do not fit on the screen by far. */
@Timeout(120)
class LongSessionTest {
    private static final int MANY = 250;

    @TempDir
    private Path folder;

    private List<String> lines;

    @BeforeEach
    void record() throws IOException {
        lines = Files.readAllLines(Path.of("recordings/max-tokens-in-tool-json.ndjson"), UTF_8);
        for (int i = 1; i <= MANY; i++) {
            record(i, lines.size());
        }
    }

    /** The {@code i}th exchange began after {@code i} seconds. */
    private void record(int i, int count) throws IOException {
        String header = lines.get(0)
                .replaceFirst("\"seq\":\\d+", "\"seq\":" + i)
                .replaceFirst("\"session\":\"[^\"]*\"", "\"session\":\"long\"")
                .replaceFirst("\"t0\":\\d+", "\"t0\":" + i * 1_000_000L);
        String text = header + "\n" + String.join("\n", lines.subList(1, count)) + "\n";
        Files.writeString(folder.resolve(String.format(Locale.ROOT, "%05d-messages.ndjson", i)), text, UTF_8);
    }

    private Library library() throws IOException {
        AtomicReference<Library> library = new AtomicReference<>();
        try (LibraryReader reader = new LibraryReader(folder, () -> Stage.NOW, library::set)) {
            reader.readAll();
        }
        return library.get();
    }

    @Test
    void theAxisIsThatOfTheExchangesOnTheScreen() {
        Stage stage = Stage.on(folder, 120, 40).press("G");

        assertThat(stage.screen())
                .contains("250 exchanges")
                .contains(">  250")
                .containsPattern("Side by side ─* from 4m\\d\\ds on, ");
    }

    @Test
    void anExchangeIsFoundByWhatItMeant() {
        Stage stage = Stage.on(folder, 120, 40).press("f").type("stop:max_tokens is:finding");
        assertThat(stage.model().session().places()).hasSize(MANY);

        stage.press("f").type(" stop:end_turn");
        assertThat(stage.screen()).contains("no exchange passes the filter");
    }

    @Test
    void whoFollowsIsTakenToWhatBeginsEvenIfItIsOver() throws IOException {
        Stage stage = Stage.on(folder, 120, 40);
        assertThat(stage.screen()).contains(">    1");

        record(MANY + 1, lines.size());
        stage.send(new Msg.Grew(library()));
        assertThat(stage.screen()).contains(">  251");

        stage.press("k");
        record(MANY + 2, lines.size());
        stage.send(new Msg.Grew(library()));
        assertThat(stage.screen()).contains("252 exchanges").contains(">  250");
    }

    @Test
    void largeNumbersAreShownWhole() throws IOException {
        record(50_001, lines.size());
        assertThat(Stage.on(folder, 80, 24).press("G").screen()).contains("> 50001 ");
    }

    @Test
    void aFinishedSessionIsOpenedAtItsBeginningHoweverItIsRead() throws IOException {
        long now = System.currentTimeMillis();
        List<Library> libraries = new ArrayList<>();
        try (LibraryReader reader = new LibraryReader(folder, () -> now, libraries::add)) {
            reader.readAll();
        }
        assertThat(libraries)
                .anyMatch(library -> !library.caughtUp() && !library.open().isEmpty());

        Stage stage = Stage.on(Files.createDirectory(folder.resolve("empty")), 120, 40, now);
        stage.send(new Msg.Grew(Library.empty(folder)));
        for (Library library : libraries) {
            stage.send(new Msg.Grew(library));
            assertThat(stage.screen()).doesNotContain("live");
        }
        assertThat(stage.screen()).contains(">    1");
    }
}
