package dev.wiretape.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PieceReaderTest {
    private static final int LONG = 300_000;

    @TempDir
    Path folder;

    @Test
    void shortLinesComeAsTheyAre() throws IOException {
        Path file = file("{\"kind\":\"frame\",\"t\":7,\"n\":3,\"raw\":\"data: x\\n\\n\",\"parts\":[[4,6],[5,7]]}");

        assertThat(entries(file))
                .containsExactly(
                        new Entry.Frame(7, 3, Payload.of("data: x\n\n"), List.of(new Part(4, 6), new Part(5, 7))));
    }

    @Test
    void aLongFrameComesInPiecesWithTheTimesOfItsParts() throws IOException {
        String raw = "x".repeat(LONG);
        Path file = file("{\"parts\":[[100000,5],[3,6],[70000,7]],\"kind\":\"frame\",\"t\":9,\"n\":0,\"raw\":\"" + raw
                + "\",\"later\":[{\"raw\":\"no\"}]}");

        assertThat(entries(file).stream().map(Entry.Body.class::cast).map(PieceReaderTest::timeAndSize))
                .containsExactly("5:65536", "5:34464", "6:3", "7:65536", "7:4464", "9:65536", "9:64461");
    }

    @Test
    void everyEscapeStandsForItsBytes() throws IOException {
        String escaped = "\\u0000\\u001f\\u0041\\u00e9\\u20AC\\ud83d\\uDE00\\n\\r\\t\\b\\f\\\"\\\\\\/é€😀";
        String meant = "\0\37Aé€😀\n\r\t\b\f\"\\/é€😀";
        StringBuilder line = new StringBuilder("{\"kind\":\"body\",\"t\":1,\"text\":\"");
        StringBuilder expected = new StringBuilder();
        for (int i = 0; line.length() < LONG; i++) {
            // Every escape crosses every border of every buffer.
            String filler = "y".repeat(i % 61);
            line.append(escaped).append(filler);
            expected.append(meant).append(filler);
        }
        Path file = file(line + "\"}");

        assertThat(new String(bytes(file), UTF_8)).isEqualTo(expected.toString());
    }

    @Test
    void bytesThatAreNoTextComeAsWell() throws IOException {
        byte[] noise = new byte[LONG];
        new Random(1).nextBytes(noise);
        Path file = file("{\"kind\":\"partial\",\"t\":1,\"base64\":\""
                + Base64.getEncoder().encodeToString(noise) + "\"}");

        assertThat(bytes(file)).isEqualTo(noise);
    }

    @Test
    void theLinesAfterALongOneAreRead() throws IOException {
        Path file = file(
                "{\"kind\":\"frame\",\"t\":1,\"n\":0,\"raw\":\"" + "x".repeat(LONG) + "\"}",
                "{\"kind\":\"paused\",\"t\":2}",
                "{\"kind\":\"frame\",\"t\":3,\"n\":1,\"raw\":\"" + "z".repeat(LONG) + "\"}",
                "{\"kind\":\"resumed\",\"t\":4}");
        List<Entry> entries = entries(file);

        assertThat(new String(bytes(file), UTF_8)).isEqualTo("x".repeat(LONG) + "z".repeat(LONG));
        assertThat(entries.get(5)).isEqualTo(new Entry.Paused(2));
        assertThat(entries.get(11)).isEqualTo(new Entry.Resumed(4));
    }

    @Test
    void aLongRequestComesWithoutItsBody() throws IOException {
        Path file = file("{\"kind\":\"request\",\"t\":5,\"method\":\"POST\",\"url\":\"u\",\"http\":\"1.1\",\"headers\":"
                + "[[\"A\",\"b\"]],\"body\":{\"text\":\"" + "x".repeat(LONG) + "\"}}");

        assertThat(entries(file))
                .containsExactly(new Entry.Request(5, "POST", "u", "1.1", List.of(new Field("A", "b")), Payload.EMPTY));
    }

    @Test
    void aLongLineThatGrowsIsOneOnlyAtItsEnd() throws IOException {
        String line = "{\"kind\":\"frame\",\"t\":1,\"n\":0,\"raw\":\"" + "x".repeat(LONG) + "\"}\n";
        Path file = Files.writeString(folder.resolve("grows.ndjson"), line.substring(0, LONG - 5));
        try (PieceReader reader = PieceReader.open(file, 0, Long.MAX_VALUE, 0)) {
            assertThat(reader.next()).isEmpty();
            Files.writeString(file, line);
            assertThat(reader.next()).map(PieceReaderTest::timeAndSize).contains("1:65536");
        }
    }

    @Test
    void whatIsDamagedIsNamedAndWhatFollowsIsRead() throws IOException {
        String filler = "x".repeat(LONG);
        for (String damaged : List.of(
                "{\"kind\":\"frame\",\"t\":1,\"n\":0,\"raw\":\"" + filler,
                "{\"kind\":\"frame\",\"t\":1,\"n\":0,\"raw\":\"" + filler + "\"} {}",
                "{\"kind\":\"frame\",\"n\":0,\"raw\":\"" + filler + "\"}",
                "[\"" + filler + "\"]")) {
            Path file = file("{\"kind\":\"paused\",\"t\":1}", damaged, "{\"kind\":\"resumed\",\"t\":2}");
            try (PieceReader reader = PieceReader.open(file, 0, Long.MAX_VALUE, 6)) {
                assertThat(reader.next()).contains(new Entry.Paused(1));
                assertThatThrownBy(reader::next)
                        .isInstanceOf(DamagedRecordingException.class)
                        .hasMessageContaining(file + ": line 8 ");
                assertThat(reader.next()).contains(new Entry.Resumed(2));
            }
        }
    }

    @Test
    void halfACharacterIsNoBytes() throws IOException {
        for (String half : List.of("\\ud83d", "\\ude00", "\\ud83dx", "\\ud83d\\n", "\\ud83d\\u0041")) {
            Path file = file("{\"kind\":\"frame\",\"t\":1,\"n\":0,\"raw\":\"" + "x".repeat(LONG) + half + "\"}");

            assertThatThrownBy(() -> entries(file)).hasMessageContaining("line 1 has a lone surrogate in \"raw\"");
        }
    }

    private Path file(String... lines) throws IOException {
        return Files.writeString(folder.resolve("a.ndjson"), String.join("\n", lines) + "\n");
    }

    private static List<Entry> entries(Path file) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (PieceReader reader = PieceReader.open(file, 0, Long.MAX_VALUE, 0)) {
            for (Optional<Entry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                entries.add(entry.get());
            }
        }
        return entries;
    }

    private static byte[] bytes(Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Entry entry : entries(file)) {
            if (entry instanceof Entry.Body body) {
                bytes.writeBytes(body.bytes().toBytes());
            }
        }
        return bytes.toByteArray();
    }

    private static String timeAndSize(Entry entry) {
        Entry.Body body = (Entry.Body) entry;
        return body.t() + ":" + body.bytes().size();
    }
}
