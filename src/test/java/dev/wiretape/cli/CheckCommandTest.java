package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CheckCommandTest {
    private static final String START =
            "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"usage\":{}}}\n\n";
    private static final String END = "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":"
            + "{\"stop_reason\":\"max_tokens\"},\"usage\":{}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
    private static final String CLEAN = START + END;
    private static final String BROKEN = START + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, UTF_8);
    }

    @Test
    void aStreamWithoutAFindingAtTheLevelExitsWithZero() throws IOException {
        file("a.sse", CLEAN);

        assertThat(Invocation.in(folder, "check", "a.sse").exits(0).out())
                .startsWith("a.sse: info stop-max-tokens, frame 1: stop_reason is max_tokens: ")
                .endsWith("1 exchange checked: 0 errors, 0 warnings, 1 note\n");
    }

    @Test
    void anErrorExitsWithOne() throws IOException {
        file("a.sse", BROKEN);

        assertThat(Invocation.in(folder, "check", "a.sse").exits(1).out())
                .startsWith("a.sse: error message-delta-missing, frame 1: there is no message_delta");
    }

    @Test
    void failOnTakesLevelsAndRules() throws IOException {
        file("a.sse", CLEAN);

        Invocation.in(folder, "check", "a.sse", "--fail-on", "warning").exits(0);
        Invocation.in(folder, "check", "a.sse", "--fail-on", "info").exits(1);
        Invocation.in(folder, "check", "a.sse", "--fail-on", "error,stop-max-tokens")
                .exits(1);
        Invocation.in(folder, "check", "a.sse", "--fail-on", "stall").exits(0);
        Invocation.in(folder, "check", "a.sse", "--fail-on=warning,info,error").exits(1);
    }

    @Test
    void anUnknownRuleIsRefusedWithTheNearest() throws IOException {
        file("a.sse", CLEAN);

        assertThat(Invocation.in(folder, "check", "a.sse", "--fail-on", "index-gpa")
                        .fails(2))
                .contains("unknown level or rule 'index-gpa', did you mean index-gap?");
        assertThat(Invocation.in(folder, "check", "--explain", "stal").fails(2))
                .contains("unknown rule 'stal', did you mean stall?");
    }

    @Test
    void whatIsNoStreamAndWhatIsNotThereHaveCodesOfTheirOwn() throws IOException {
        file("notes.txt", "dear diary\n");
        file("page.har", "{\"log\":{\"entries\":[]}}");

        assertThat(Invocation.in(folder, "check", "notes.txt").fails(65))
                .isEqualTo("wiretape: notes.txt is no recording, no event stream, no output of curl and no HAR.");
        assertThat(Invocation.in(folder, "check", "page.har").fails(65)).contains("is a HAR without");
        assertThat(Invocation.in(folder, "check", "no.sse").fails(66)).contains("there is no file");
        assertThat(Invocation.in(folder, "check").fails(2)).contains("PATH is missing");
    }

    @Test
    void onePathThatCannotBeReadDoesNotKeepTheOthersFromBeingChecked() throws IOException {
        file("a.sse", BROKEN);

        Invocation check = Invocation.in(folder, "check", "no.sse", "a.sse").exits(66);

        assertThat(check.err()).hasLineCount(1);
        assertThat(check.out()).contains("a.sse: error message-delta-missing", "1 exchange checked");
    }

    @Test
    void standardInputIsCheckedWhateverItIs() throws IOException {
        Path recording = Tape.of().write(folder.resolve("a.ndjson"));
        String curl = "HTTP/2 529 \r\nretry-after: 3\r\ncontent-type: application/json\r\n\r\n{}";

        assertThat(Invocation.with(BROKEN.getBytes(UTF_8), folder, "check", "-")
                        .exits(1)
                        .out())
                .startsWith("-: error message-delta-missing");
        assertThat(Invocation.with(curl.getBytes(UTF_8), folder, "check", "-")
                        .exits(1)
                        .out())
                .startsWith("-: error http-error: status 529, \"{}\", retry-after 3");
        assertThat(Invocation.with(Files.readAllBytes(recording), folder, "check", "-")
                        .exits(1)
                        .out())
                .startsWith("-: error stream-empty");
        assertThat(Invocation.with(new byte[0], folder, "check", "-").fails(65)).startsWith("wiretape: standard input");
    }

    @Test
    void whatWasMadeOnTheFlyIsGoneAfterwards() throws IOException {
        file("a.sse", CLEAN);
        List<Path> before = temporaryFolders();

        Invocation.in(folder, "check", "a.sse").exits(0);

        assertThat(temporaryFolders()).isEqualTo(before);
    }

    private static List<Path> temporaryFolders() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().matches("wiretape-[0-9]+"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void anEmptyStreamAndOneThatNeverEndsAFrameAreFound() throws IOException {
        file("empty.sse", "");
        file("cut.sse", "event: message_start\n");

        assertThat(Invocation.in(folder, "check", "empty.sse").exits(1).out())
                .startsWith("empty.sse: error stream-empty: the stream has no event: ");
        assertThat(Invocation.in(folder, "check", "cut.sse").exits(1).out())
                .startsWith("cut.sse: error frame-unterminated, frame 0: ")
                .contains("error stream-empty");
    }

    @Test
    void rulesAreListedAndExplained() {
        assertThat(Invocation.in(folder, "check", "--list-rules").exits(0).out().lines())
                .hasSizeGreaterThan(60)
                .allMatch(line -> line.matches("[a-z0-9-]+ +(error|warning|info) +(any|messages) +\\S.*"));
        assertThat(Invocation.in(folder, "check", "--explain", "second-message-start")
                        .exits(0)
                        .out())
                .startsWith("second-message-start (error)\n  Rule:    a stream has one message_start.\n")
                .contains("got message_start before receiving \"message_stop\"");
    }

    @Test
    void nothingFromTheWireReachesTheTerminalAsControl() throws IOException {
        file("a.sse", START + "event: \u001b]0;x\u0007\u202e\ndata: {\"type\":\"\u009b31m\"}\n\n" + END);

        assertThat(Invocation.in(folder, "check", "a.sse")
                        .exits(1)
                        .out()
                        .codePoints()
                        .filter(c -> c != '\n'))
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    }

    @Test
    void aNamedPipeIsReadAsStandardInputIs() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no named pipes here");
        byte[] recording = Files.readAllBytes(Path.of("recordings/thinking-then-text.ndjson"));
        // Not in the common pool, which may have but one thread: that of the command.
        Thread writing = new Thread(() -> {
            try {
                Files.write(pipe, recording);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        writing.setDaemon(true);
        writing.start();
        Invocation.in(folder, "check", "pipe").exits(0);
        writing.join(30_000);
    }

    @Test
    void aRecordingThatWasChangedSaysSo() throws IOException {
        String lines = Files.readString(Path.of("recordings/thinking-then-text.ndjson"));
        Files.writeString(folder.resolve("changed.ndjson"), lines.replaceFirst("Jugs", "Mugs"));

        assertThat(Invocation.in(folder, "check", "changed.ndjson").exits(65).err())
                .contains("changed.ndjson: line ", "so they were changed since.");
    }

    @Test
    void anAnswerToHeadIsNoEmptyStream() throws IOException {
        Path file = Tape.of().write(folder.resolve("head.ndjson"));
        assertThat(Invocation.in(folder, "check", file.toString()).exits(1).out())
                .contains("stream-empty");

        Files.writeString(file, Files.readString(file).replace("\"method\":\"POST\"", "\"method\":\"HEAD\""));
        assertThat(Invocation.in(folder, "check", file.toString()).exits(0).out())
                .doesNotContain("stream-empty");
    }
}
