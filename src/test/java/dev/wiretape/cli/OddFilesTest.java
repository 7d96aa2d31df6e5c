package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no recordings, or such as nobody would record. */
@Timeout(60)
class OddFilesTest {
    private static final Path SAMPLE = Path.of("recordings/plain-text.ndjson");
    private static final String RESPONSE = "{\"kind\":\"response\"";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"tape.ndjson", "tape.ndjson.gz", "stream.sse", "tape"})
    void whatIsPackedSaysHowToUnpackIt(String name) throws IOException {
        Path file = folder.resolve(name);
        String sample = Files.readString(SAMPLE);
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzip)) {
            out.write(sample.getBytes(UTF_8));
        }
        ByteArrayOutputStream zstd = new ByteArrayOutputStream();
        try (OutputStream out = new ZstdOutputStream(zstd)) {
            out.write(sample.getBytes(UTF_8));
        }
        Files.write(file, gzip.toByteArray());
        for (String command : List.of("show", "check", "play", "replay", "import")) {
            assertThat(refusal(command, name)).contains("is compressed with gzip; unpack it first, with gunzip");
        }
        Files.write(file, zstd.toByteArray());
        assertThat(refusal("show", name)).contains("is compressed with zstd; unpack it first, with unzstd");
        Files.write(file, ("\ufeff" + sample).getBytes(UTF_16LE));
        assertThat(refusal("show", name)).contains("is UTF-16; unpack it first, with iconv -f UTF-16 -t UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "empty||65|line 1 is missing, so this is no recording",
                "newer version|\"version\":1/\"version\":3|65|says format version 3, and this wiretape reads up to 1; a newer one reads it",
                "no whole number|\"n\":3/\"n\":99999999999999999999999|65|has no whole number",
                "long number|\"n\":3/\"x\":1e99999,\"n\":3|0|",
                "own hash|event: message_stop/event: message_stpp|65|gives another hash than the lines",
                "negative time|\"t\":/\"t\":-|0|",
                "a name that is a path|\"id\":\"/\"id\":\"..~..~x|0|",
                "a field more|\"version\":1/\"version\":1,\"minor\":7|0|",
            })
    void whatIsOddInAFileIsSaidOrPassedOver(String what, String change, int code, String words) throws IOException {
        String text = Files.readString(SAMPLE);
        if (what.equals("empty")) {
            text = "";
        } else {
            String[] parts = change.split("/", 2);
            assertThat(text).contains(parts[0]);
            text = text.replaceFirst(Pattern.quote(parts[0]), parts[1].replace("~", "/"));
        }
        Files.writeString(folder.resolve("odd.ndjson"), text);

        for (String command : List.of("show", "check", "export -T sse")) {
            try (Invocation run = Invocation.in(folder, (command + " odd.ndjson").split(" ", -1))) {
                run.exits(code);
                assertThat(run.err()).contains(words == null ? "" : words);
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("what stands beside it")
                    .isSubsetOf("odd.ndjson", "config", "data");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n"})
    void lineEndsAndAByteOrderMarkAreReadOver(String lineEnd) throws IOException {
        String text = Files.readString(SAMPLE);
        Files.writeString(folder.resolve("plain-text.ndjson"), text);
        String usual =
                Invocation.in(folder, "show", "plain-text.ndjson").exits(0).out();
        Files.writeString(folder.resolve("plain-text.ndjson"), "\ufeff" + text.replace("\n", lineEnd));

        assertThat(Invocation.in(folder, "show", "plain-text.ndjson").exits(0).out())
                .isEqualTo(usual);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"headers\":[|\"headers\":[[\"X\",\"1\\r\\nX-Injected: 2\"],|a header field that is none",
                "\"headers\":[|\"headers\":[[\"X: 1\\r\\nX-Injected\",\"2\"],|a header field that is none",
                "\"headers\":[|\"headers\":[[\"X\",\"1\\u00002\"],|a header field that is none",
                "\"headers\":[|\"headers\":[[\"X Y\",\"2\"],|a header field that is none",
                "\"reason\":\"|\"reason\":\"Fine\\r\\nX-Injected: 2|a reason phrase that is none",
                "\"status\":200|\"status\":99999|the status 99999",
                "\"status\":200|\"status\":-1|the status -1",
            })
    void aHeadThatHttpCannotCarryIsNotServed(String from, String to, String words) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line : Files.readAllLines(SAMPLE)) {
            text.append(line.startsWith(RESPONSE) ? line.replace(from, to) : line)
                    .append('\n');
        }
        Files.writeString(folder.resolve("odd.ndjson"), text);

        assertThat(Invocation.in(folder, "replay", "odd.ndjson", "--listen", "0")
                        .fails(65))
                .contains("cannot be served, for its answer has " + words);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links and sockets are POSIX")
    void whatIsNoFileIsNamed() throws IOException {
        Files.createSymbolicLink(folder.resolve("here"), folder.resolve("there"));
        Files.createSymbolicLink(folder.resolve("there"), folder.resolve("here"));
        Files.createDirectory(folder.resolve("folder"));
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(folder.resolve("socket")));
            assertThat(Invocation.in(folder, "show", "socket").fails(66)).matches(".*cannot read [^ ]*/socket: [^/]*");
        } finally {
            Files.deleteIfExists(folder.resolve("socket"));
        }
        assertThat(Invocation.in(folder, "show", "here").fails(66)).contains("there is no file");
        assertThat(Invocation.in(folder, "show", "folder").fails(66)).contains("there is no recording in");
        assertThat(Invocation.in(folder, "show", "/dev/zero").fails(65)).contains("is no recording");
        assertThat(Invocation.in(folder, "show", "caf\ufffd.ndjson").fails(66)).contains("names that are not UTF-8");
        Files.delete(folder.resolve("here"));
        Files.delete(folder.resolve("there"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "check", "play", "replay", "ls"})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "modes are POSIX")
    void whatMayNotBeReadIsNamed(String command) throws IOException {
        Path kept = Files.createFile(
                folder.resolve("kept.ndjson"), PosixFilePermissions.asFileAttribute(Set.<PosixFilePermission>of()));
        assumeFalse(Files.isReadable(kept), "root may read everything");

        assertThat(Invocation.in(folder, command, "kept.ndjson").fails(77)).contains("not allowed to read");
    }

    private String refusal(String command, String file) {
        return Invocation.in(folder, command, file).fails(65);
    }
}
