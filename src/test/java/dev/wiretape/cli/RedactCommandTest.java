package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RedactCommandTest {
    private static final String KEY = "sk-ant-api03-CanaryCanaryCanary";

    @TempDir
    private Path folder;

    @Test
    void aRecordingIsReplacedByOneThatOnlyItsOwnerReads() throws IOException {
        Path file = Tape.of(Tape.delta(0, 813002, "the key is " + KEY)).write(folder.resolve("a.ndjson"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(Invocation.in(folder, "redact", "a.ndjson").exits(0).err())
                .contains("a.ndjson: 1 secret taken out.");

        assertThat(Files.readString(file)).doesNotContain("Canary").contains("<redacted:anthropic-key:");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Invocation.in(folder, "show", "a.ndjson").exits(0).out()).contains("<redacted:anthropic-key:");
        assertThat(Invocation.in(folder, "redact", "a.ndjson").exits(0).err()).contains("nothing to take out.");
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder("a.ndjson", "config");
        }
    }

    @Test
    void withAnotherNameTheFileStaysAsItIs() throws IOException {
        Path file = Tape.of(Tape.delta(0, 813002, KEY)).write(folder.resolve("a.ndjson"));
        String before = Files.readString(file);

        Invocation.in(folder, "redact", "a.ndjson", "-o", "b.ndjson").exits(0);

        assertThat(Files.readString(file)).isEqualTo(before);
        assertThat(Files.readString(folder.resolve("b.ndjson"))).doesNotContain("Canary");
        assertThat(Invocation.in(folder, "redact", "a.ndjson", "-o", "b.ndjson").fails(73))
                .contains("it is there already");
        assertThat(Invocation.in(folder, "redact", "a.ndjson", "-o", "no/b.ndjson")
                        .fails(73))
                .contains("there is no such folder");
    }

    @Test
    void whatSomebodyElseMayHoldIsNotReplaced() throws IOException {
        Path file = Tape.of(Tape.delta(0, 813002, KEY)).write(folder.resolve("a.ndjson"));
        Files.createSymbolicLink(folder.resolve("link.ndjson"), file);
        Tape.of(Tape.delta(0, 813002, KEY)).cut().write(folder.resolve("open.ndjson"));

        assertThat(Invocation.in(folder, "redact", "link.ndjson").fails(2)).contains("it is a link; give -o");
        assertThat(Invocation.in(folder, "redact", "open.ndjson").fails(2)).contains("may still write to it");
        Invocation.in(folder, "redact", "open.ndjson", "-o", "closed.ndjson").exits(0);
        Files.createLink(folder.resolve("hard.ndjson"), file);
        assertThat(Invocation.in(folder, "redact", "a.ndjson").fails(2)).contains("hard link");
    }

    @Test
    void whatCannotBeUnderstoodIsRefused() throws IOException {
        Tape.of("{\"kind\":\"frame\",\"raw\":\"" + KEY).write(folder.resolve("damaged.ndjson"));
        Files.writeString(folder.resolve("a.sse"), "data: " + KEY + "\n\n", UTF_8);

        assertThat(Invocation.in(folder, "redact", "damaged.ndjson", "-o", "b.ndjson")
                        .fails(65))
                .contains("line 4", "nothing was written");
        assertThat(Invocation.in(folder, "redact", "a.sse").fails(65)).contains("no recording");
        assertThat(Invocation.in(folder, "redact", "no.ndjson").fails(66)).contains("there is no file");
        assertThat(folder.resolve("b.ndjson")).doesNotExist();
    }
}
