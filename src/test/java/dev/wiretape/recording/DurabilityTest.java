package dev.wiretape.recording;

import static dev.wiretape.recording.Tapes.chunk;
import static dev.wiretape.recording.Tapes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DurabilityTest {
    @TempDir
    Path out;

    @Test
    void everyLineIsInTheFileWhenTheCallReturns() throws IOException {
        try (Tapes tapes = new Tapes(out)) {
            ExchangeRecorder recorder = tapes.streaming();
            for (int n = 0; n < 50; n++) {
                chunk(recorder, utf8("data: " + n + "\n\n"));
                assertThat(Tapes.entries(tapes.file(1), Entry.Frame.class)).hasSize(n + 1);
            }
        }
    }

    @Test
    void filesAndFoldersAreTheOwnersAlone() throws IOException {
        try (Tapes tapes = new Tapes(out.resolve("new/out"))) {
            tapes.begin().end(Outcome.COMPLETE, "");

            assertThat(mode(tapes.file(1))).isEqualTo("rw-------");
            assertThat(mode(tapes.session.folder())).isEqualTo("rwx------");
            assertThat(mode(out.resolve("new"))).isEqualTo("rwx------");
        }
    }

    @Test
    void sessionsThatBeginInTheSameSecondGetFoldersOfTheirOwn() throws IOException {
        try (Tapes first = new Tapes(out);
                Tapes second = new Tapes(out)) {
            assertThat(SessionFolder.sessions(out)).containsExactly(first.session.folder(), second.session.folder());
        }
    }

    @Test
    void aFolderThatVanishesBreaksTheRecordingAndNothingElse() throws IOException {
        try (Tapes tapes = new Tapes(out)) {
            Files.delete(tapes.session.folder());
            ExchangeRecorder recorder = tapes.streaming();
            chunk(recorder, utf8("data: 1\n\n"));
            recorder.end(Outcome.COMPLETE, "");

            assertThat(tapes.failures).hasSize(1);
            assertThat(tapes.failures.get(0).reason()).isEqualTo("its folder is gone");
            assertThat(tapes.session.failures()).isEqualTo(1);
        }
    }

    @Test
    void aFailedWriteLeavesWholeLinesOnly() throws IOException {
        Path path = out.resolve("failing.ndjson");
        try (RecordingFile file = RecordingFile.create(path)) {
            LineBuffer lines = new LineBuffer();
            LineEncoder.encode(new Entry.Paused(1), lines);
            file.append(lines);
            LineEncoder.encode(new Entry.Resumed(2), lines);
            file.write(lines.array(), 9);
            lines.spillTo((bytes, length) -> {
                throw new IOException("No space left on device");
            });
            byte[] large = new byte[1_000_000];
            Arrays.fill(large, (byte) 'x');
            LineEncoder.encode(new Entry.Body(3, Payload.of(large)), lines);

            assertThatThrownBy(() -> file.append(lines)).hasMessage("No space left on device");
        }
        assertThat(Files.readString(path)).isEqualTo("{\"kind\":\"paused\",\"t\":1}\n");
    }

    @Test
    void aKeyThatOthersCanReadIsRefused() throws IOException {
        Path key = out.resolve("data/redaction.key");
        RedactionKey made = RedactionKey.in(key);
        assertThat(RedactionKey.in(key).hash8("secret")).isEqualTo(made.hash8("secret"));
        assertThat(mode(key)).isEqualTo("rw-------");

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> RedactionKey.in(key)).isInstanceOf(AccessDeniedException.class);

        Files.delete(key);
        Files.createSymbolicLink(key, Files.write(out.resolve("planted"), new byte[32]));
        assertThatThrownBy(() -> RedactionKey.in(key)).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void noCredentialReachesTheFile() throws IOException {
        List<String> secrets = List.of("sk-ant-api03-canary", "canary-cookie", "canary-unknown", "canary-org");
        try (Tapes tapes = new Tapes(out)) {
            ExchangeRecorder recorder = tapes.begin();
            recorder.request(
                    "POST",
                    "http://api.test/v1/messages",
                    "1.1",
                    List.of(
                            new Field("X-Api-Key", secrets.get(0)),
                            new Field("authorization", "Bearer " + secrets.get(0)),
                            new Field("Cookie", secrets.get(1)),
                            new Field("X-Never-Heard-Of", secrets.get(2)),
                            new Field("anthropic-version", "2023-06-01")),
                    new byte[0]);
            recorder.response(200, "OK", "1.1", List.of(new Field("anthropic-organization-id", secrets.get(3))));
            recorder.end(Outcome.COMPLETE, "");

            String file = Files.readString(tapes.file(1));
            assertThat(secrets).noneMatch(file::contains);
            List<Field> kept =
                    Tapes.entries(tapes.file(1), Entry.Request.class).get(0).headers();
            String key = kept.get(0).value();
            assertThat(key).matches("<redacted:credential:[0-9a-f]{8}>");
            assertThat(kept.get(1).value()).as("equal secrets stay equal").isEqualTo("Bearer " + key);
            assertThat(kept.get(2).value()).matches("<redacted:cookie:[0-9a-f]{8}>");
            assertThat(kept.get(4).value()).isEqualTo("2023-06-01");
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
