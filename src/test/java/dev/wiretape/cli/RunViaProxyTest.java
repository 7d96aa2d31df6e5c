package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Exchange;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.Recording;
import dev.wiretape.recording.SessionFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs that know nothing of the recorder ask {@code https://api.anthropic.com} and get a recording, for which a replay
 * stands in; they trust it by what {@code run --via proxy} sets, whatever their runtime.
 */
@Timeout(180)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class RunViaProxyTest {
    private static final String SAMPLE = Path.of("recordings/emoji-split-across-chunks.ndjson")
            .toAbsolutePath()
            .toString();
    private static final String URL = "https://api.anthropic.com/v1/messages";

    @TempDir
    private Path folder;

    private Invocation replay;

    @BeforeEach
    void replayARecording() {
        replay = Invocation.in(folder, "replay", SAMPLE, "--listen", "0", "-s", "max", "--match", "sequence", "--loop");
    }

    @AfterEach
    void stopTheReplay() {
        replay.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http1.1", "--http2"})
    void curl(String version) throws IOException {
        needs("curl");

        gets("curl", version, "-sS", "-o", "body", "-d", "{}", URL);
    }

    @Test
    void python() throws IOException {
        needs("python3");

        gets(
                "python3",
                "-c",
                "import urllib.request as u; open('body','wb').write(u.urlopen('" + URL + "', b'{}').read())");
    }

    @ParameterizedTest
    @ValueSource(strings = {"requests", "httpx"})
    void pythonsLibraries(String library) throws Exception {
        String python = installed("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        needs(python);
        assumeTrue(succeeds(python, "-c", "import " + library), library + " is not installed");

        gets(
                python,
                "-c",
                "import " + library + " as c; open('body','wb').write(c.post('" + URL + "', data=b'{}').content)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP_1_1", "HTTP_2"})
    void java(String version) throws IOException {
        Path source = Files.writeString(
                folder.resolve("Ask.java"),
                "import java.net.*;import java.net.http.*;import java.nio.file.*;class Ask{public static void main(String[] a)"
                        + "throws Exception{HttpClient.newBuilder().version(HttpClient.Version." + version
                        + ").build().send(HttpRequest.newBuilder(URI.create(\"" + URL
                        + "\")).POST(HttpRequest.BodyPublishers.ofString(\"{}\")).build(),"
                        + "HttpResponse.BodyHandlers.ofFile(Path.of(\"body\")));System.exit(0);}}");

        gets(javaProgram(), source.toString());
    }

    @Test
    void theJavaSdk() throws IOException {
        asks(javaProgram(), "-cp", System.getProperty("java.class.path"), "dev.wiretape.clients.SdkProgram", "body");

        assertThat(Files.readString(folder.resolve("body"), UTF_8))
                .isEqualTo(Invocation.in(folder, "play", SAMPLE, "--text", "-s", "max")
                        .exits(0)
                        .out()
                        .strip());
    }

    @Test
    void nodeWhereItReadsTheVariables() throws Exception {
        needs("node");
        assumeTrue(
                succeeds(
                        "node",
                        "-e",
                        "const [a, b] = process.versions.node.split('.').map(Number);"
                                + "process.exit(a > 22 || (a === 22 && b >= 21) ? 0 : 1)"),
                "this Node reads no proxy variables");

        gets("node", "-e", nodeProgram());
    }

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

    private static String nodeProgram() {
        return "fetch('" + URL + "', {method: 'POST', body: '{}'}).then(r => r.arrayBuffer())"
                + ".then(b => require('fs').writeFileSync('body', Buffer.from(b)))";
    }

    /** Byte for byte what was recorded. */
    private void gets(String... command) throws IOException {
        asks(command);

        byte[] whole =
                Invocation.in(folder, "export", SAMPLE, "-T", "sse").exits(0).outBytes();
        assertThat(Files.readAllBytes(folder.resolve("body"))).isEqualTo(whole);
    }

    private void asks(String... command) throws IOException {
        Invocation run = run(command).exits(0);

        assertThat(run.err()).contains("wiretape: recorded 1 exchange, 1 stream, ");
        List<Path> sessions = SessionFolder.sessions(folder.resolve("recordings"));
        Exchange recorded = Recording.scan(
                        SessionFolder.recordings(sessions.get(0)).get(0))
                .exchanges()
                .get(0);
        assertThat(recorded.header().via()).isEqualTo("intercept");
        assertThat(recorded.request().orElseThrow().url()).endsWith("/v1/messages");
        assertThat(recorded.end().flatMap(Entry.End::outcome)).contains(Outcome.COMPLETE);
    }

    /** The program runs in the test's folder: it writes there what it got. */
    private Invocation run(String... command) {
        List<String> words = new ArrayList<>(List.of("run", "--via", "proxy", "--target", replay.url(), "--"));
        words.addAll(List.of("sh", "-c", "cd \"$0\" && exec \"$@\"", folder.toString()));
        words.addAll(List.of(command));
        return Invocation.withEnvironment(folder, Map.of(), words.toArray(String[]::new));
    }

    private static String javaProgram() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static void needs(String program) {
        assumeTrue(installed(program), program + " is not installed");
    }

    private static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place).resolve(program)));
    }

    private static boolean succeeds(String... command) throws Exception {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
