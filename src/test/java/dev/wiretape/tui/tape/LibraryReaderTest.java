package dev.wiretape.tui.tape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LibraryReaderTest {
    private static final Path PLAIN = Path.of("recordings/plain-text.ndjson");

    @TempDir
    private Path folder;

    private static Library read(Path path) throws IOException {
        AtomicReference<Library> library = new AtomicReference<>();
        try (LibraryReader reader = new LibraryReader(path, () -> 0, library::set)) {
            reader.readAll();
        }
        return library.get();
    }

    @Test
    void aRowForEachLineBehindTheHeader() throws IOException {
        Library library = read(PLAIN);
        int lines = Files.readAllLines(PLAIN, UTF_8).size();
        assertThat(library.tapes()).hasSize(1);
        assertThat(library.tapes().get(0).rows().count()).isEqualTo(lines - 1);
        assertThat(library.caughtUp()).isTrue();
        assertThat(library.read()).isEqualTo(Files.size(PLAIN)).isEqualTo(library.total());
    }

    @Test
    void whatWasWrittenLongAgoIsNotLive() throws IOException {
        Path file = folder.resolve("killed.ndjson");
        byte[] whole = Files.readAllBytes(PLAIN);
        Files.write(file, Arrays.copyOf(whole, whole.length - 10));
        long written = 1_700_000_000_000L;
        Files.setLastModifiedTime(file, FileTime.fromMillis(written));
        long anHourLater = written + 3_600_000;
        AtomicReference<Library> library = new AtomicReference<>();
        try (LibraryReader reader = new LibraryReader(file, () -> anHourLater, library::set)) {
            reader.readAll();
        }
        Tape tape = library.get().tapes().get(0);
        assertThat(tape.touched()).isEqualTo(written);
        assertThat(tape.live(anHourLater)).isFalse();
    }

    @Test
    void concatenatedRecordingsAreSeveralExchanges() throws IOException {
        Path file = folder.resolve("both.ndjson");
        byte[] one = Files.readAllBytes(PLAIN);
        Files.write(file, one);
        Files.write(file, one, StandardOpenOption.APPEND);
        Library library = read(file);
        assertThat(library.tapes()).hasSize(2);
        assertThat(library.tapes().get(1).from()).isEqualTo(one.length);
        assertThat(library.tapes().get(1).rows().count())
                .isEqualTo(library.tapes().get(0).rows().count());
    }

    @Test
    void framesAreFoundByNumberAndRowsByTime() throws IOException {
        Rows rows = read(PLAIN).tapes().get(0).rows();
        for (int row = 0; row < rows.count(); row++) {
            if (rows.kind(row) == LineKind.FRAME) {
                assertThat(rows.rowOfFrame(rows.framesBefore(row))).isEqualTo(row);
            }
            int at = rows.rowAt(rows.t(row));
            assertThat(rows.t(at)).isEqualTo(rows.t(row));
            assertThat(at).isGreaterThanOrEqualTo(row);
        }
        assertThat(rows.rowAt(-1)).isZero();
        assertThat(rows.rowAt(Long.MAX_VALUE)).isEqualTo(rows.count() - 1);
    }

    @Test
    void rowsThatWereGivenUpAreReadAgainAsTheyWere() throws IOException {
        for (String name : List.of("plain-text", "max-tokens-in-tool-json", "reset-mid-frame", "non-streaming")) {
            Path file = Path.of("recordings").resolve(name + ".ndjson");
            Tape tape = read(file).tapes().get(0);
            Rows rows = tape.rows();
            int more = rows.count() + 1;
            Rows again = new Rows(new Reread().columns(tape, more), more);
            for (int row = 0; row < rows.count(); row++) {
                assertThat(facts(again, row)).as("%s row %d", name, row).isEqualTo(facts(rows, row));
            }
            assertThat(again.kind(rows.count())).isEqualTo(LineKind.DAMAGED);
        }
    }

    private static List<Object> facts(Rows rows, int row) {
        return List.of(
                rows.kind(row),
                rows.t(row),
                rows.offset(row),
                rows.length(row),
                rows.size(row),
                rows.event(row),
                rows.delta(row),
                rows.block(row),
                rows.framesBefore(row),
                rows.split(row));
    }

    @Test
    void whatGrowsIsSeenToGrow() throws Exception {
        List<String> lines = Files.readAllLines(PLAIN, UTF_8);
        Path file = folder.resolve("0001-messages.ndjson");
        AtomicReference<Library> library = new AtomicReference<>(Library.empty(folder));
        LibraryReader reader = new LibraryReader(folder, () -> 0, library::set);
        Thread thread = new Thread(() -> {
            try {
                reader.follow();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        try {
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                append(file, line.substring(0, line.length() / 2));
                append(file, line.substring(line.length() / 2) + "\n");
                int rows = i;
                await().untilAsserted(() -> {
                    assertThat(library.get().tapes()).hasSize(1);
                    assertThat(library.get().tapes().get(0).rows().count()).isEqualTo(rows);
                });
            }
            assertThat(library.get().tapes().get(0).end()).isPresent();
        } finally {
            reader.close();
            thread.join();
        }
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
