package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a recording is said by every command that reads it, in the same words and with the same code. */
@Timeout(120)
class DamagedRecordingsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ls PATH",
                "show PATH",
                "show PATH --json",
                "check PATH",
                "play PATH -s max",
                "diff PATH whole.ndjson",
                "export PATH -T message",
                "export PATH -T events",
                "export PATH -T sse",
                "export PATH -T recording",
                "export PATH -T har",
                "export PATH -T curl"
            })
    void allCommandsSayTheSame(String command) throws IOException {
        String whole = Files.readString(Path.of("recordings/plain-text.ndjson"), UTF_8);
        List<String> lines = new ArrayList<>(whole.lines().toList());
        lines.set(4, "{\"kind\":\"frame\",oops");
        Files.writeString(folder.resolve("whole.ndjson"), whole);
        Files.writeString(folder.resolve("damaged.ndjson"), String.join("\n", lines) + "\n");
        Files.writeString(folder.resolve("torn.ndjson"), whole + "{\"kind\":\"fr");
        Files.writeString(folder.resolve("none.ndjson"), "oops\n");

        says(command, "damaged.ndjson", 65, "damaged.ndjson: line 5 is not JSON", "; the rest is read.");
        says(command, "torn.ndjson", 0, "torn.ndjson ends within a line (11 bytes left out)", "or still writes.");
        says(command, "none.ndjson", 65, "none.ndjson: line 1 is not JSON", ", so this is no recording.");
        says(command, "whole.ndjson", 0, "", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ls PATH", "show PATH", "check PATH --fail-on info", "play PATH -s max", "export PATH -T message"
            })
    void whatIsNoRecordingKeepsNoOtherOfItsSessionFromBeingRead(String command) throws IOException {
        Files.createDirectories(folder.resolve("session"));
        Files.writeString(folder.resolve("session/0001-messages.ndjson"), "");
        Tape.of(Tape.delta(0, 1, "of the second")).write(folder.resolve("session/0002-messages.ndjson"));

        Invocation read = run(command, "session").exits(65);

        assertThat(read.out()).containsAnyOf("of the second", "0002-messages.ndjson");
        assertThat(read.err())
                .contains("0001-messages.ndjson: line 1 is missing, so this is no recording.")
                .doesNotContain("0002");
    }

    @Test
    void manyDamagedLinesAreCounted() throws IOException {
        Tape.of("oops\n".repeat(50).stripTrailing().split("\n")).write(folder.resolve("a.ndjson"));
        for (String command : new String[] {"ls PATH", "show PATH"}) {
            assertThat(run(command, "a.ndjson").exits(65).err())
                    .hasLineCount(2)
                    .contains("line 4 is not JSON", "a.ndjson has 49 more lines that cannot be read.");
        }
    }

    @Test
    void aSessionWhoseRecordingsAreTornIsExportedAsARecording() throws IOException {
        Files.createDirectories(folder.resolve("session"));
        Tape.of(Tape.delta(0, 1, "one")).cut().write(folder.resolve("session/0001-messages.ndjson"), "{\"kind\":\"fr");
        Tape.of(Tape.delta(0, 1, "two")).write(folder.resolve("session/0002-messages.ndjson"));

        Files.write(
                folder.resolve("all.ndjson"),
                run("export PATH -T recording", "session").exits(0).outBytes());

        Invocation list = run("ls PATH", "all.ndjson").exits(0);
        assertThat(list.out()).hasLineCount(2).contains("not ended  1 frame");
        assertThat(list.err()).isEmpty();
    }

    @Test
    void whatAReplayCannotServeIsSaidBeforeItListens() throws IOException {
        Tape.of(Tape.delta(0, 1, "x"), "{\"kind\":\"mystery\",oops").write(folder.resolve("a.ndjson"));
        try (Invocation replay = Invocation.in(folder, "replay", "a.ndjson", "--listen", "127.0.0.1:0")) {
            assertThat(replay.url()).startsWith("http://127.0.0.1:");
            assertThat(replay.err())
                    .startsWith("wiretape: " + folder.resolve("a.ndjson") + ": line 5 is not JSON")
                    .endsWith("; its exchange is served as far as it can be read.\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"redact PATH", "import PATH"})
    void aFolderWhereAFileIsMeantIsCalledOne(String command) throws IOException {
        Files.createDirectories(folder.resolve("session"));
        assertThat(run(command, "session").fails(66)).endsWith("session is a folder; name a file in it.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"show PATH", "ls PATH", "check PATH", "redact PATH"})
    void aLinkThatLeadsNowhereIsCalledOne(String command) throws IOException {
        Files.createSymbolicLink(folder.resolve("a.ndjson"), folder.resolve("gone.ndjson"));
        assertThat(run(command, "a.ndjson").fails(66)).endsWith("a.ndjson: it is a link that leads nowhere.");
    }

    private void says(String command, String file, int code, String begins, String ends) {
        try (Invocation run = run(command, file)) {
            run.exits(code);
            assertThat(run.err().replace(folder + "/", ""))
                    .as("%s of %s", command, file)
                    .startsWith(begins.isEmpty() ? "" : "wiretape: " + begins)
                    .endsWith(ends.isEmpty() ? "" : ends + "\n")
                    .hasLineCount(begins.isEmpty() ? 0 : 1);
        }
    }

    private Invocation run(String command, String path) {
        return Invocation.in(folder, command.replace("PATH", path).split(" ", -1));
    }
}
