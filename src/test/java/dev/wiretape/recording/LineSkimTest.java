package dev.wiretape.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LineSkimTest {
    private static final Path SAMPLE = Path.of("recordings/two-tools-in-parallel.ndjson");

    @Test
    void soundFramesAreNotReadTwice() throws IOException {
        List<byte[]> frames = frames().stream()
                .filter(line -> !new String(line, UTF_8).contains("\"parts\""))
                .toList();
        assertThat(frames).isNotEmpty().allMatch(line -> LineSkim.isFrame(line, 0, line.length));
    }

    @Test
    void nothingPassesThatTheDecoderRefuses() throws IOException {
        Random random = new Random(7);
        String bytes = "\"\\{}[]:,0\0\n d\u00e4x";
        int passed = 0;
        for (byte[] sound : frames()) {
            for (int i = 0; i < 500; i++) {
                byte[] line = sound.clone();
                for (int changes = random.nextInt(3); changes >= 0; changes--) {
                    line[random.nextInt(line.length)] = (byte) bytes.charAt(random.nextInt(bytes.length()));
                }
                if (LineSkim.isFrame(line, 0, line.length)) {
                    passed++;
                    assertThatCode(() -> LineDecoder.decode(line, 0, line.length))
                            .as(new String(line, UTF_8))
                            .doesNotThrowAnyException();
                }
            }
        }
        assertThat(passed).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"frame\",\"t\":1,\"n\":0,\"raw\":\"\\ud800\"}",
                "{\"kind\":\"frame\",\"t\":1,\"n\":0,\"base64\":\"?\"}",
                "{\"kind\":\"frame\",\"t\":1,\"n\":0,\"raw\":\"x\",\"parts\":[[1]]}",
                "{\"kind\":\"frame\",\"t\":1.5,\"n\":0,\"raw\":\"x\"}",
                "{\"kind\":\"frame\",\"t\":99999999999999999999,\"n\":0,\"raw\":\"x\"}",
                "{\"kind\":\"frame\",\"t\":1,\"raw\":\"x\"}",
                "{\"kind\":\"frame\",\"t\":1,\"n\":0}",
                "{\"kind\":\"frame\",\"t\":1,\"n\":0,\"raw\":\"x\"} {}",
                "{\"kind\":\"frame\",\"t\":1,\"n\":0,\"raw\":\"x\"",
                "{\"kind\":\"frame\"",
                ""
            })
    void whatIsDoubtfulIsLeftToTheDecoder(String line) {
        byte[] bytes = line.getBytes(UTF_8);
        assertThat(LineSkim.isFrame(bytes, 0, bytes.length)).isFalse();
    }

    private static List<byte[]> frames() throws IOException {
        return Files.readAllLines(SAMPLE, UTF_8).stream()
                .filter(line -> line.startsWith("{\"kind\":\"frame\""))
                .map(line -> line.getBytes(UTF_8))
                .toList();
    }
}
