package dev.wiretape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PlayCommandTest {
    private static final String SAMPLES = Path.of("recordings").toAbsolutePath() + "/";

    @TempDir
    private Path folder;

    @Test
    void theFramesAreWrittenAsTheyStoodOnTheWire() {
        for (String sample : new String[] {"crlf-framing", "reset-mid-frame", "non-streaming"}) {
            Invocation export = Invocation.in(folder, "export", SAMPLES + sample + ".ndjson", "-T", "sse")
                    .exits(0);

            Invocation play = Invocation.in(folder, "play", SAMPLES + sample + ".ndjson", "-s", "max")
                    .exits(0);

            assertThat(play.outBytes()).as(sample).isEqualTo(export.outBytes());
        }
    }

    @Test
    void aRangeOfFramesIsPlayed() throws IOException {
        Path file = Tape.of(Tape.delta(0, 1, "a"), Tape.delta(1, 2, "b"), Tape.delta(2, 3, "c"), Tape.delta(3, 4, "d"))
                .write(folder.resolve("a.ndjson"));

        Invocation play = Invocation.in(folder, "play", file.toString(), "--text", "--from", "1", "--until", "2");

        assertThat(play.exits(0).out()).isEqualTo("bc");
        assertThat(Invocation.in(folder, "play", file.toString(), "--from", "3", "--until", "2")
                        .fails(2))
                .contains("--from");
    }

    @Test
    void theTextIsWhatTheMessageSays() {
        Invocation play =
                Invocation.in(folder, "play", SAMPLES + "emoji-split-across-chunks.ndjson", "--text", "-smax");

        assertThat(play.exits(0).out()).doesNotContain("data:").endsWith("\n").isNotBlank();
    }

    @Test
    void theTextOfAnAnswerThatIsNoStreamIsWrittenAsWell() {
        Invocation play = Invocation.in(folder, "play", SAMPLES + "non-streaming.ndjson", "--text", "-smax");

        assertThat(play.exits(0).out()).startsWith("Rain on the saddle").endsWith("we climbed.\n");
    }

    @Test
    void theTextOfAnAnswerThatIsTooLargeToHoldIsRefused() throws IOException {
        Path file = folder.resolve("a.ndjson");
        String header = "{\"kind\":\"header\",\"format\":\"wiretape\",\"version\":1}\n";
        String piece = "{\"kind\":\"body\",\"t\":1,\"text\":\"" + "x".repeat(Playing.LARGEST / 8) + "\"}\n";
        Files.writeString(file, header + piece.repeat(9));

        assertThat(Invocation.in(folder, "play", file.toString(), "--text", "-smax")
                        .fails(2))
                .contains("larger than 64 MB, too large for --text: leave that out");
    }

    @Test
    void aRangeBehindTheEndIsRefused() {
        String sample = SAMPLES + "plain-text.ndjson";
        assertThat(Invocation.in(folder, "play", sample, "-smax", "--from", "46")
                        .fails(2))
                .contains("--from 46 is behind the end: the last frame is 45");
        assertThat(Invocation.in(folder, "play", sample, "-smax", "--from", "45")
                        .exits(0)
                        .out())
                .contains("message_stop");
        assertThat(Invocation.in(folder, "play", sample, "--from", "-1").fails(2))
                .contains("not -1.")
                .doesNotContain("9223372036854775807");
    }

    @Test
    void whatHasToBeWaitedForComesAfterWhatIsThereAndAnInterruptEndsIt() throws IOException {
        Path file = Tape.of(Tape.delta(0, 1, "now"), Tape.delta(1, 3_600_000_000L, "in an hour"))
                .write(folder.resolve("a.ndjson"));
        try (Invocation play = Invocation.in(folder, "play", file.toString(), "--text")) {
            Awaitility.await("the first frame")
                    .atMost(java.time.Duration.ofSeconds(40))
                    .until(() -> play.out().equals("now"));

            play.interrupt().exits(130);

            assertThat(play.out()).isEqualTo("now");
            assertThat(play.err()).isEmpty();
        }
    }

    @Test
    void gapsAreCutToTheLimit() throws IOException {
        Path file = Tape.of(Tape.delta(0, 1, "now"), Tape.delta(1, 3_600_000_000L, ", later"))
                .write(folder.resolve("a.ndjson"));

        Invocation play = Invocation.in(folder, "play", file.toString(), "--text", "-i", "0.01");

        assertThat(play.exits(0).out()).isEqualTo("now, later");
    }

    @Test
    void onATerminalTheWireDoesNotAct() throws IOException {
        Path file = Tape.of(Tape.delta(0, 1, "\\u001b[31mred\\nline")).write(folder.resolve("a.ndjson"));

        Invocation play =
                Invocation.onTerminal(folder, java.util.Map.of(), "play", file.toString(), "--text", "-s", "max");

        assertThat(play.exits(0).out()).isEqualTo("␛[31mred\nline");
    }
}
