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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Programs that know nothing of the recorder ask a replay and get what was recorded, whichever way they come: by what
 * {@code run} sets in their environment and nothing else, whatever their runtime.
 */
@Timeout(180)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are started by a POSIX shell")
class WaysInTest {
    private static final Path SAMPLE =
            Path.of("recordings/emoji-split-across-chunks.ndjson").toAbsolutePath();
    private static final Path NODE = Path.of("src", "test", "node").toAbsolutePath();
    private static final String MESSAGES = "/v1/messages";

    /** How a program comes to the recorder. */
    enum Way {
        /** {@code ANTHROPIC_BASE_URL} leads to it. */
        BASE_URL("target"),
        /** {@code HTTP_PROXY} does, on the way to an {@code http} address; Node opens a tunnel there, too. */
        HTTP_PROXY("forward"),
        /** {@code HTTPS_PROXY} does, to the API itself, in whose place the recorder shows a certificate. */
        INTERCEPTION("intercept");

        private final String recorded;

        Way(String recorded) {
            this.recorded = recorded;
        }
    }

    /** The authority is made once. */
    @TempDir
    private static Path data;

    @TempDir
    private Path folder;

    private Invocation replay;

    @BeforeEach
    void replayARecording() {
        replay = Invocation.in(
                folder, "replay", SAMPLE.toString(), "--listen", "0", "-s", "max", "--match", "sequence", "--loop");
    }

    @AfterEach
    void stopTheReplay() {
        replay.close();
    }

    @ParameterizedTest
    @CsvSource({
        "--http1.1,BASE_URL", "--http1.1,HTTP_PROXY", "--http1.1,INTERCEPTION",
        "--http2,BASE_URL", "--http2,HTTP_PROXY", "--http2,INTERCEPTION",
    })
    void curl(String version, Way way) throws IOException {
        needs("curl");

        getsTheBytes(way, version.equals("--http2"), "curl", version, "-sS", "-d", "{}");
    }

    @ParameterizedTest
    @EnumSource
    void pythonsUrllib(Way way) throws IOException {
        needs("python3");

        getsTheBytes(
                way,
                false,
                "python3",
                "-c",
                "import sys, urllib.request as u; sys.stdout.buffer.write(u.urlopen(sys.argv[1], b'{}').read())");
    }

    @ParameterizedTest
    @CsvSource({
        "requests,BASE_URL", "requests,HTTP_PROXY", "requests,INTERCEPTION",
        "httpx,BASE_URL", "httpx,HTTP_PROXY", "httpx,INTERCEPTION",
    })
    void pythonsLibraries(String library, Way way) throws Exception {
        String python = installed("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        needs(python);
        assumeTrue(succeeds(python, "-c", "import " + library), library + " is not installed");

        getsTheBytes(
                way,
                false,
                python,
                "-c",
                "import sys, " + library + " as c; sys.stdout.buffer.write(c.post(sys.argv[1], data=b'{}').content)");
    }

    @ParameterizedTest
    @EnumSource
    void httpxOverHttp2(Way way) throws Exception {
        String python = installed("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        needs(python);
        assumeTrue(succeeds(python, "-c", "import httpx, h2"), "httpx or h2 is not installed");

        getsTheBytes(
                way,
                true,
                python,
                "-c",
                "import sys, httpx; client = httpx.Client(http2=True);"
                        + "sys.stdout.buffer.write(client.post(sys.argv[1], data=b'{}').content)");
    }

    @ParameterizedTest
    @CsvSource({"HTTP_2,BASE_URL", "HTTP_2,HTTP_PROXY", "HTTP_1_1,INTERCEPTION", "HTTP_2,INTERCEPTION"})
    void javasOwnClient(String version, Way way) throws IOException {
        getsTheBytes(way, version.equals("HTTP_2"), java("dev.wiretape.clients.HttpClientProgram", version));
    }

    @ParameterizedTest
    @EnumSource
    void theJavaSdk(Way way) throws IOException {
        getsTheText(way, true, java("dev.wiretape.clients.SdkProgram"));
    }

    @ParameterizedTest
    @EnumSource
    void theTypeScriptSdk(Way way) throws IOException {
        needsModule("@anthropic-ai/sdk");

        getsTheText(way, false, "node", NODE.resolve("ask.mjs").toString(), "sdk");
    }

    @ParameterizedTest
    @EnumSource
    void vercelsAiSdk(Way way) throws IOException {
        needsModule("ai");

        getsTheText(way, false, "node", NODE.resolve("ask.mjs").toString(), "ai-sdk");
    }

    private void getsTheBytes(Way way, boolean http2, String... command) throws IOException {
        asks(way, http2, MESSAGES, command);

        byte[] whole = Invocation.in(folder, "export", SAMPLE.toString(), "-T", "sse")
                .exits(0)
                .outBytes();
        assertThat(Files.readAllBytes(folder.resolve("body"))).isEqualTo(whole);
    }

    private void getsTheText(Way way, boolean http2, String... command) throws IOException {
        asks(way, http2, "", command);

        assertThat(Files.readString(folder.resolve("body"), UTF_8))
                .isEqualTo(Invocation.in(folder, "play", SAMPLE.toString(), "--text", "-s", "max")
                        .exits(0)
                        .out()
                        .strip());
    }

    private void asks(Way way, boolean http2, String path, String... command) throws IOException {
        Invocation run = run(way, path, command).exits(0);

        assertThat(run.err()).contains("wiretape: recorded 1 exchange, 1 stream, ");
        List<Path> sessions = SessionFolder.sessions(folder.resolve("recordings"));
        Exchange recorded = Recording.scan(
                        SessionFolder.recordings(sessions.get(0)).get(0))
                .exchanges()
                .get(0);
        boolean tunnelled = way == Way.HTTP_PROXY && command[0].equals("node");
        assertThat(recorded.header().via()).isEqualTo(tunnelled ? "intercept" : way.recorded);
        Entry.Request request = recorded.request().orElseThrow();
        assertThat(request.url()).endsWith(MESSAGES);
        assertThat(request.http()).isEqualTo(http2 && way == Way.INTERCEPTION ? "2" : "1.1");
        assertThat(recorded.end().flatMap(Entry.End::outcome)).contains(Outcome.COMPLETE);
    }

    /** The program gets the address as its last argument; what it prints becomes the file {@code body}. */
    private Invocation run(Way way, String path, String... command) {
        List<String> words = new ArrayList<>(List.of("run"));
        if (way != Way.HTTP_PROXY) {
            words.addAll(List.of("--target", replay.url()));
        }
        if (way != Way.BASE_URL) {
            // Without it nothing on this machine is asked through a proxy.
            words.addAll(List.of("--via", "proxy", "--intercept", "127.0.0.1"));
        }
        String address = switch (way) {
            case BASE_URL -> "$ANTHROPIC_BASE_URL";
            case HTTP_PROXY -> replay.url();
            case INTERCEPTION -> "https://api.anthropic.com";
        };
        words.addAll(List.of("--", "sh", "-c", "cd \"$0\" && exec \"$@\" \"" + address + path + "\" >body"));
        words.add(folder.toString());
        words.addAll(List.of(command));
        return Invocation.withEnvironment(
                folder, Map.of("XDG_DATA_HOME", data.toString()), words.toArray(String[]::new));
    }

    private static String[] java(String... program) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Stream<String> start = Stream.of(java, "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"));
        return Stream.concat(start, Stream.of(program)).toArray(String[]::new);
    }

    private static void needs(String program) {
        assumeTrue(installed(program), program + " is not installed");
    }

    private static void needsModule(String module) {
        needs("node");
        assumeTrue(
                Files.isDirectory(NODE.resolve("node_modules").resolve(module)),
                "no " + module + ": cd src/test/node && npm ci --ignore-scripts");
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
