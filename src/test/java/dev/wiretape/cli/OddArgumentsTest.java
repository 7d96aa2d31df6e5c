package dev.wiretape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments nobody would give on purpose: one sentence, the exit code of a usage error, and nothing is left behind. */
@Timeout(60)
class OddArgumentsTest {
    private static final Path SAMPLE = Path.of("recordings/plain-text.ndjson").toAbsolutePath();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "record --listen 127.0.0.1:abc",
                "record --listen 127.0.0.1:-1",
                "record --listen 127.0.0.1:65536",
                "record --listen",
                "record --listen 0 --listen 0",
                "record --target https://user:pw@api.test",
                "record --target ftp://api.test",
                "record --target api.anthropic.com",
                "record --listen 0 --upstream-cert SAMPLE",
                "record --listen 0 --intercept a..b",
                "record --api-key sk-ant-api03-c4n4ry",
                "replay last --key c4n4ry",
                "replay SAMPLE --speed fast",
                "play last --from x",
                "check last -T xml",
                "run",
            })
    void whatCannotBeMeantIsAUsageError(String line) {
        String said = Invocation.in(
                        folder, line.replace("SAMPLE", SAMPLE.toString()).split(" ", -1))
                .fails(2);

        assertThat(said).doesNotContain("c4n4ry");
        assertThat(folder.resolve("recordings")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "record --listen 0 --upstream-ca nowhere.pem|66|there is no file",
                "record --listen 0 --upstream-ca odd.pem|65|holds no certificate",
                "record --listen 0 --upstream-ca torn.pem|65|cannot be read",
                "run --upstream-ca odd.pem -- true|65|holds no certificate",
                "record --listen 0 --upstream-cert odd.pem --upstream-key odd.pem|65|holds no certificate",
                "doctor --upstream-ca odd.pem|65|holds no certificate",
            })
    void aFileWithoutTheCertificateItShouldHoldIsNamedAtOnce(String line, int code, String words) throws Exception {
        Files.writeString(folder.resolve("odd.pem"), "hello\n");
        Files.writeString(
                folder.resolve("torn.pem"), "-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----\n");

        assertThat(Invocation.in(folder, line.split(" ")).fails(code)).contains(".pem", words);
        assertThat(folder.resolve("recordings")).doesNotExist();
    }

    @Test
    void emptyAndEndlessArgumentsAreNamedInShort() {
        for (String argument : List.of("", " ", "x".repeat(100_000), "*.ndjson", "\u001b]0;x\u0007\u202e")) {
            String said = Invocation.in(folder, "show", argument).fails(66);

            assertThat(said).hasSizeLessThan(2_100).doesNotContain("\u001b", "\u202e");
        }
    }

    @Test
    void aFileWhoseNameBeginsLikeAnOptionIsReadBehindTwoDashes() throws Exception {
        Files.copy(SAMPLE, folder.resolve("-s.ndjson"));

        Invocation.in(folder, "check", "--", "-s.ndjson").exits(0);
    }
}
