package dev.wiretape.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
@Timeout(60)
class FileSystemSyncTest {
    @TempDir
    private Path folder;

    @Test
    void oneShellSyncsAgainAndAgain() throws IOException {
        List<Long> shells;
        try (FileSystemSync sync = new FileSystemSync(folder)) {
            assertThat(sync.sync()).as("the first").isTrue();
            shells = shells();
            Files.writeString(folder.resolve("more"), "more");

            assertThat(sync.sync()).as("the second").isTrue();

            assertThat(shells()).as("shells at work").isEqualTo(shells).hasSize(1);
        }
        await("the shell's end").atMost(Duration.ofSeconds(30)).until(() -> shells().isEmpty());
    }

    @Test
    void aFolderThatIsGoneCannotBeSynced() throws IOException {
        try (FileSystemSync sync = new FileSystemSync(folder.resolve("none"))) {
            assertThat(sync.sync()).isFalse();
        }
    }

    @Test
    void aDiskThatTakesTooLongIsNotWaitedForAndAskedAnewTheNextTime() {
        String silent = "while read -r _; do :; done";
        try (FileSystemSync sync = new FileSystemSync(List.of("sh", "-c", silent, "sync", folder.toString()), 0)) {
            assertThat(sync.sync()).as("the first").isTrue();
            assertThat(sync.sync()).as("the second").isTrue();

            await("the end of both shells").atMost(Duration.ofSeconds(30)).until(() -> shells().isEmpty());
        }
    }

    /** Those that sync this test's folder. */
    private List<Long> shells() {
        return ProcessHandle.current()
                .children()
                .filter(child ->
                        child.info().arguments().map(List::of).orElse(List.of()).contains(folder.toString()))
                .map(ProcessHandle::pid)
                .toList();
    }
}
