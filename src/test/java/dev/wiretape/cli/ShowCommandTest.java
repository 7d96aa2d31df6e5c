package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ShowCommandTest {
    @TempDir
    private Path folder;

    @Test
    void anExchangeIsShownFromTheRequestToTheEnd() throws IOException {
        Path file = Tape.of(
                        Tape.frame(0, 813_002, "event: ping\ndata: {\"type\":\"ping\"}\n\n"),
                        Tape.delta(1, 853_950, "Hello"))
                .write(folder.resolve("a.ndjson"));

        List<String> lines = Invocation.in(folder, "show", file.toString())
                .exits(0)
                .out()
                .lines()
                .toList();

        assertThat(lines)
                .contains(
                        "POST https://api.anthropic.com/v1/messages HTTP/1.1, 15 bytes",
                        "200 OK, text/event-stream, after 812.0 ms",
                        "    0     813.0      0.9  ping                                          35",
                        "    1     853.9     40.9  content_block_delta   0  text_delta          120  Hello",
                        "complete after 900.0 ms: 1 frame, 57 bytes",
                        "sha256 09e772ba");
    }

    @Test
    void nothingFromTheWireReachesTheTerminalAsControl() throws IOException {
        Path file = Tape.of(Tape.delta(0, 1, "\\u001b]0;owned\\u0007 \\u009b31m \\u202e \\u200b \\u007f end"))
                .write(folder.resolve("a.ndjson"));

        String shown = Invocation.in(folder, "show", file.toString()).exits(0).out();

        assertThat(shown.lines()).anyMatch(line -> line.endsWith("␛]0;owned␇ ·31m · · ␡ end"));
        assertThat(shown.codePoints().filter(c -> c != '\n'))
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    }

    @Test
    void aDamagedLineIsReportedAndTheRestShown() throws IOException {
        Path file = Tape.of(Tape.delta(0, 1, "before"), "{\"kind\":\"frame\",oops", Tape.delta(2, 3, "after"))
                .write(folder.resolve("a.ndjson"));

        Invocation show = Invocation.in(folder, "show", file.toString()).exits(65);

        assertThat(show.out()).contains("before", "after", "complete after");
        assertThat(show.err()).contains("a.ndjson: line 5 is not JSON").hasLineCount(1);
    }

    @Test
    void aTornTailIsNormalAndTold() throws IOException {
        Path file = Tape.of(Tape.delta(0, 1, "whole")).cut().write(folder.resolve("a.ndjson"), "{\"kind\":\"fr");

        Invocation show = Invocation.in(folder, "show", file.toString()).exits(0);

        assertThat(show.out()).contains("whole", "not ended: the recorder was killed, or the exchange still runs");
        assertThat(show.err())
                .contains("ends within a line (11 bytes left out)")
                .hasLineCount(1);
    }

    @Test
    void whatThisVersionDoesNotKnowIsShown() throws IOException {
        Path file = Tape.of("{\"kind\":\"hologram\",\"t\":5}").write(folder.resolve("a.ndjson"));

        assertThat(Invocation.in(folder, "show", file.toString()).exits(0).out())
                .contains("(hologram)", "a line this version does not know");
    }

    @Test
    void aFileThatIsNoRecordingIsRefusedWithLineAndReason() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "dear diary\n", UTF_8);

        assertThat(Invocation.in(folder, "show", file.toString()).fails(65))
                .contains("notes.txt is no recording, no event stream, no output of curl and no HAR");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(Invocation.in(folder, "show", "nothing.ndjson").fails(66))
                .contains("there is no file " + folder.resolve("nothing.ndjson"));
    }

    @Test
    void aNumberAndLastMeanRecordingsOfTheNewestSession() throws IOException {
        Path out = folder.resolve("recordings");
        Tape.of(Tape.delta(0, 1, "old")).write(out.resolve("2026-01-01T00-00-00Z/0001-messages.ndjson"));
        Tape.of(Tape.delta(0, 1, "seven")).write(out.resolve("2026-01-02T00-00-00Z/0007-messages.ndjson"));
        Tape.of(Tape.delta(0, 1, "ten")).write(out.resolve("2026-01-02T00-00-00Z/0010-messages.ndjson"));
        Files.createDirectories(out.resolve("2026-01-03T00-00-00Z"));

        assertThat(Invocation.in(folder, "show", "7").exits(0).out()).contains("seven");
        assertThat(Invocation.in(folder, "show", "last").exits(0).out()).contains("ten");
        assertThat(Invocation.in(folder, "show", "1").fails(66)).contains("no recording number 1 in");
    }

    @Test
    void aFolderIsShownRecordingByRecording() throws IOException {
        Tape.of(Tape.delta(0, 1, "first")).write(folder.resolve("s/0001-messages.ndjson"));
        Tape.of(Tape.delta(0, 1, "second")).write(folder.resolve("s/0002-messages.ndjson"));

        assertThat(Invocation.in(folder, "show", "s").exits(0).out()).containsSubsequence("first", "second");
    }

    @Test
    void sessionsAndRecordingsAreListed() throws IOException {
        Path session = folder.resolve("recordings/2026-01-02T00-00-00Z");
        Tape.of(Tape.delta(0, 1, "x")).write(session.resolve("0001-messages.ndjson"));
        Tape.of(Tape.delta(0, 1, "x")).cut().write(session.resolve("0002-messages.ndjson"));

        assertThat(Invocation.in(folder, "ls").exits(0).out()).isEqualTo(session + "  2 recordings\n");
        assertThat(Invocation.in(folder, "ls", "last").exits(0).out()).isEqualTo("""
                0001-messages.ndjson  200  POST /v1/messages  complete  1 frame  57 bytes  0.900 s
                0002-messages.ndjson  200  POST /v1/messages  not ended  1 frame
                """);
    }

    @Test
    void aListingWithNothingInItSaysWhereItLooked() {
        assertThat(Invocation.in(folder, "ls").fails(66)).contains("there is no file " + folder.resolve("recordings"));
    }
}
