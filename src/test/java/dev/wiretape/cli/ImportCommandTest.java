package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ImportCommandTest {
    private static final String STREAM = "event: ping\ndata: {\"type\":\"ping\"}\n\n";

    @TempDir
    private Path folder;

    @Test
    void everyFileBecomesARecordingOfOneSession() throws IOException {
        Files.writeString(folder.resolve("a.sse"), STREAM, UTF_8);
        Files.writeString(folder.resolve("b.txt"), "HTTP/1.1 200 OK\n\n" + STREAM, UTF_8);

        List<Path> made = Invocation.in(folder, "import", "a.sse", "b.txt", "-o", "out")
                .exits(0)
                .out()
                .lines()
                .map(Path::of)
                .toList();

        assertThat(made.stream().map(path -> path.getFileName().toString()))
                .containsExactly("0001-a.ndjson", "0002-b.ndjson");
        assertThat(made.get(0).getParent()).isEqualTo(made.get(1).getParent());
        assertThat(made.get(0).getParent().getParent()).isEqualTo(folder.resolve("out"));
    }

    @Test
    void aRecordingWithoutTimesIsShownWithDashes() throws IOException {
        Files.writeString(folder.resolve("a.sse"), STREAM, UTF_8);
        Invocation.in(folder, "import", "a.sse").exits(0);

        String shown = Invocation.in(folder, "show", "last").exits(0).out();

        assertThat(shown)
                .contains("via import, without times")
                .containsPattern("0 +– +– +ping")
                .contains("complete: 1 frame, 35 bytes");
    }

    @Test
    void aRecordingWithoutTimesIsServed() throws IOException {
        Files.writeString(folder.resolve("a.sse"), STREAM, UTF_8);
        Invocation.in(folder, "import", "a.sse").exits(0);

        try (Invocation replay = Invocation.in(folder, "replay", "last", "--listen", "127.0.0.1:0")) {
            assertThat(replay.url()).startsWith("http://127.0.0.1:");
        }
        try (Invocation replay = Invocation.in(folder, "replay", "a.sse", "--listen", "127.0.0.1:0")) {
            assertThat(replay.url()).startsWith("http://127.0.0.1:");
        }
    }

    @Test
    void whatCannotBeImportedIsSaidAndLeavesNothing() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "dear diary\n", UTF_8);

        assertThat(Invocation.in(folder, "import", "notes.txt", "-o", "out").fails(65))
                .contains("notes.txt is no");
        assertThat(Invocation.in(folder, "import", "no.sse", "-o", "out").fails(66))
                .contains("there is no file");
        assertThat(folder.resolve("out")).isEmptyDirectory();
    }

    @Test
    void aRecordingIsNotImportedAgain() throws IOException {
        Tape.of().write(folder.resolve("a.ndjson"));

        assertThat(Invocation.in(folder, "import", "a.ndjson").fails(65)).contains("is a recording already");
    }
}
