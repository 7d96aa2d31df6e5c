package dev.wiretape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code run --via proxy} where nothing comes of it; {@link WaysInTest} has what does. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the program is started by a POSIX shell")
class RunViaProxyTest {
    @TempDir
    private Path folder;

    @Test
    void anAuthorityThatCannotBeTrustedIsRefusedBeforeAnythingRuns() throws IOException {
        Invocation.in(folder, "ca", "path").exits(0);
        Files.setPosixFilePermissions(
                folder.resolve("data/wiretape/ca/authority.pem"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(run("touch", "ran").fails(77)).contains("chmod 600");
        assertThat(folder.resolve("ran")).doesNotExist();
        assertThat(folder.resolve("recordings")).doesNotExist();
    }

    @Test
    void aProgramThatPassesTheProxyByIsNamedWithTheCure() {
        assertThat(run("true").exits(0).err())
                .startsWith("wiretape: nothing came through; sh seems not to read HTTPS_PROXY")
                .contains("try --via base-url")
                .hasLineCount(1);
    }

    /** The program runs in the test's folder. */
    private Invocation run(String... command) {
        List<String> words = new ArrayList<>(List.of("run", "--via", "proxy", "--target", "http://127.0.0.1:9", "--"));
        words.addAll(List.of("sh", "-c", "cd \"$0\" && exec \"$@\"", folder.toString()));
        words.addAll(List.of(command));
        return Invocation.withEnvironment(folder, Map.of(), words.toArray(String[]::new));
    }
}
