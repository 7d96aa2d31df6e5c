package dev.wiretape.promises;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.testing.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a recorder that crashes leaves behind. */
@Timeout(120)
class CrashFilesTest {
    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void aCrashLeavesNoImageOfTheMemoryAndNoSecretInItsReport() throws Exception {
        Path report = folder.resolve("crash.log");
        try (NumberedStreams upstream = new NumberedStreams(Integer.MAX_VALUE, 1_000_000, 0);
                ChildRecorder recorder =
                        ChildRecorder.start(ChildRecorder.Setup.of(folder.resolve("out"), upstream.port())
                                .java("-Xmx64m", "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=" + report));
                RawClient client = RawClient.connect(recorder.port())) {
            client.send("GET /v1/messages HTTP/1.1\r\nHost: localhost\r\nx-api-key: c4n4ryInTheCrash7f3e9a\r\n\r\n");
            client.readHead();
            client.readChunk();

            new ProcessBuilder("kill", "-SEGV", Long.toString(recorder.java().pid()))
                    .start()
                    .waitFor();
            recorder.java().onExit().join();
        }
        assertThat(report).as("the report of the virtual machine").exists();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, ISO_8859_1)).as("%s", file).doesNotContain("c4n4ry");
            }
        }
    }

    @Test
    void theLauncherForbidsDumpsOfTheMemory() throws IOException {
        List<String> options = Files.readAllLines(Path.of("wiretape")).stream()
                .filter(line -> line.contains("-XX:"))
                .toList();

        assertThat(options).anyMatch(line -> line.contains("-XX:-CreateCoredumpOnCrash"));
        assertThat(options).noneMatch(line -> line.contains("HeapDump"));
    }
}
