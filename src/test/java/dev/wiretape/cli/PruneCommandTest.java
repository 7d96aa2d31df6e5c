package dev.wiretape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links and modes are POSIX")
class PruneCommandTest {
    @TempDir
    private Path folder;

    private Path old;
    private Path young;

    @BeforeEach
    void recordTwoSessions() throws IOException {
        old = session("2026-01-02T03-04-05Z", Duration.ofDays(40));
        young = session("2026-01-02T03-04-06Z", Duration.ofDays(20));
    }

    @Test
    void sessionsThatNothingWasAddedToForSoLongAreDeleted() {
        Invocation prune = Invocation.in(folder, "prune", "--older-than", "30d").exits(0);

        assertThat(old).doesNotExist();
        assertThat(young.resolve("0001-messages.ndjson")).exists();
        assertThat(prune.out()).isEqualTo(old + "\n");
        assertThat(prune.err()).startsWith("wiretape: deleted 1 session, ");
    }

    @Test
    void aDryRunDeletesNothing() {
        Invocation prune = Invocation.in(folder, "prune", "--older-than", "2w", "--dry-run")
                .exits(0);

        assertThat(prune.out()).isEqualTo(old + "\n" + young + "\n");
        assertThat(prune.err()).startsWith("wiretape: would delete 2 sessions, ");
        assertThat(old).exists();
    }

    @Test
    void whatIsNoRecordingStaysAndSoDoesWhatALinkLeadsTo() throws IOException {
        Path notes = Files.writeString(old.resolve("notes.txt"), "mine");
        Path elsewhere = session("elsewhere", Duration.ofDays(90));
        Path linked = Files.createSymbolicLink(folder.resolve("recordings/2026-01-02T03-04-07Z"), elsewhere);
        Path precious = Files.writeString(folder.resolve("precious.ndjson"), "x");
        Files.createSymbolicLink(old.resolve("link.ndjson"), precious);
        age(old, Duration.ofDays(40));

        Invocation.in(folder, "prune", "--older-than", "30d").exits(0);

        assertThat(old.resolve("0001-messages.ndjson")).doesNotExist();
        assertThat(notes).exists();
        assertThat(precious).exists();
        assertThat(elsewhere.resolve("0001-messages.ndjson")).exists();
        assertThat(linked).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "d", "-1d", "1y", "", "9999999d"})
    void anAgeThatIsNoneIsRefused(String age) {
        assertThat(Invocation.in(folder, "prune", "--older-than=" + age).fails(2))
                .contains("such as 30d");
        assertThat(old).exists();
    }

    @Test
    void theAgeHasToBeSaid() {
        assertThat(Invocation.in(folder, "prune").fails(2)).contains("--older-than is missing");
    }

    private Path session(String name, Duration age) throws IOException {
        Path session = folder.resolve("recordings").resolve(name);
        Tape.of().write(session.resolve("0001-messages.ndjson"));
        age(session.resolve("0001-messages.ndjson"), age);
        age(session, age);
        return session;
    }

    private static void age(Path path, Duration age) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(age)));
    }
}
