package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.SessionFolder;
import dev.wiretape.testing.Ending;
import dev.wiretape.testing.Figures;
import dev.wiretape.testing.Head;
import dev.wiretape.testing.RawClient;
import dev.wiretape.testing.Script;
import dev.wiretape.testing.ScriptedUpstream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may use what listens: no page of a browser, and nobody from elsewhere without the token. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "file modes are POSIX")
class LocalSafetyTest {
    private static final String TOKEN = "a-token-that-somebody-chose";
    private static final String SAMPLE =
            Path.of("recordings/two-tools-in-parallel.ndjson").toAbsolutePath().toString();

    private static final List<String> FOREIGN_HOSTS =
            List.of("evil.test", "evil.test:PORT", "127.0.0.1.evil.test", "0.0.0.0:PORT", "192.168.1.10:PORT");
    private static final List<String> OUR_HOSTS = List.of("127.0.0.1:PORT", "localhost:PORT", "[::1]:PORT");
    private static final List<String> OF_PAGES = List.of(
            "Origin: http://evil.test",
            "Origin: null",
            "Origin: http://localhost:PORT",
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-site");
    private static final List<String> METHODS = List.of(
            "GET PATH",
            "HEAD PATH",
            "POST PATH|Content-Type: application/json",
            "POST PATH|Content-Type: text/plain",
            "POST PATH|Content-Type: application/x-www-form-urlencoded",
            "OPTIONS PATH|Access-Control-Request-Method: POST|Access-Control-Request-Private-Network: true",
            "DELETE PATH");

    @TempDir
    private Path folder;

    @Test
    void noPageReachesTheUpstreamThroughTheRecorder() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(Script.answer("200 OK", "", "oh no"));
                Invocation record = record(Map.of(), upstream, "--listen", "0")) {
            int port = port(record);
            refused(port, "/v1/messages");

            assertThat(upstream.connectionCount()).isZero();
            int tried = METHODS.size() * (FOREIGN_HOSTS.size() + OUR_HOSTS.size() * OF_PAGES.size());
            Figures.measured(13, "pages", "%d kinds of request: 0 forwarded", tried);
            assertThat(recordings()).isZero();
            for (String host : OUR_HOSTS) {
                assertThat(ask(port, "GET / HTTP/1.1|Host: " + host + "|Sec-Fetch-Mode: cors||")
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/messages", "/__wiretape/", "/__wiretape/all/continue", "/nothing"})
    void noPageReachesTheReplayAndItsControl(String path) throws Exception {
        try (Invocation replay = Invocation.in(folder, "replay", SAMPLE, "--listen", "0", "--control", "-s", "max")) {
            refused(port(replay), path);

            assertThat(ask(port(replay), "GET /__wiretape/ HTTP/1.1|Host: localhost||")
                            .status())
                    .isEqualTo(200);
            assertThat(replay.err()).doesNotContain("two-tools");
        }
    }

    @Test
    void theTargetsNameIsOurs() throws Exception {
        try (Invocation record = Invocation.in(folder, "record", "--listen", "0", "--target", "http://name.invalid:9");
                RawClient client = RawClient.connect(port(record))) {
            client.send("GET / HTTP/1.1\r\nHost: name.invalid:9\r\n\r\n");

            assertThat(client.readHead().status()).isEqualTo(502);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"record", "replay", "run"})
    void addressesThatOthersCanReachAreRefused(String command) {
        for (String address : List.of("0.0.0.0:0", "[::]:0", "192.168.7.8:0")) {
            String[] words = switch (command) {
                case "record" -> new String[] {"record", "--listen", address};
                case "replay" -> new String[] {"replay", SAMPLE, "--listen", address};
                default -> new String[] {"run", "--listen", address, "--", "true"};
            };
            assertThat(Invocation.in(folder, words).fails(2)).contains("others could reach it there");
        }
        assertThat(folder.resolve("recordings")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "0.0.0.0", "127.9.9.9", "[::1]"})
    void aTargetThatIsTheRecorderItselfIsRefused(String host) {
        assertThat(Invocation.in(
                                folder,
                                "record",
                                "--listen",
                                "127.0.0.1:8787",
                                "--target",
                                "http://" + host + ":8787/v1")
                        .fails(2))
                .contains("requests would go round for ever");
        assertThat(folder.resolve("recordings")).doesNotExist();
    }

    @Test
    void whoeverKnowsTheTokenMayUseTheRecorderFromElsewhereAndItEndsThere() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(Script.answer("200 OK", "", "fine"));
                Invocation record =
                        record(Map.of("WIRETAPE_TOKEN", TOKEN), upstream, "--listen", "0.0.0.0:0", "--allow-remote")) {
            int port = port(record);
            String basic = Base64.getEncoder().encodeToString(("wiretape:" + TOKEN).getBytes(UTF_8));

            assertThat(ask(port, "GET / HTTP/1.1|Host: localhost||").status()).isEqualTo(401);
            assertThat(ask(port, "GET / HTTP/1.1|Host: localhost|Wiretape-Token: wrong||")
                            .status())
                    .isEqualTo(401);
            Head proxied = ask(port, "GET " + upstream.url() + "/ HTTP/1.1|Host: x||");
            assertThat(proxied.status()).isEqualTo(407);
            assertThat(proxied.field("Proxy-Authenticate")).contains("Basic realm=\"wiretape\"");
            assertThat(ask(port, "CONNECT api.anthropic.com:443 HTTP/1.1|Host: api.anthropic.com:443||")
                            .status())
                    .isEqualTo(407);
            assertThat(upstream.connectionCount()).isZero();

            assertThat(ask(port, "GET / HTTP/1.1|Host: recorder.lan|Wiretape-Token: " + TOKEN + "||")
                            .status())
                    .isEqualTo(200);
            assertThat(ask(
                                    port,
                                    "GET " + upstream.url() + "/ HTTP/1.1|Host: x|Proxy-Authorization: Basic " + basic
                                            + "||")
                            .status())
                    .isEqualTo(200);
            assertThat(upstream.requests())
                    .hasSize(2)
                    .allSatisfy(
                            request -> assertThat(request.head().raw()).doesNotContain(TOKEN, basic, "Wiretape-Token"));
            assertThat(record.err())
                    .contains("clients need the token in WIRETAPE_TOKEN")
                    .doesNotContain(TOKEN);
        }
        for (Path file : files(folder)) {
            assertThat(Files.readString(file, ISO_8859_1)).as(file.toString()).doesNotContain(TOKEN);
        }
    }

    @Test
    void aTokenIsMadeAndKeptWhereNoneIsChosen() throws Exception {
        Path file = folder.resolve("data/wiretape/token");
        try (Invocation replay = Invocation.in(
                folder, "replay", SAMPLE, "--listen", "0.0.0.0:0", "--allow-remote", "--control", "-s", "max")) {
            int port = port(replay);
            String token = Files.readString(file).strip();

            assertThat(token).matches("[0-9a-f]{64}");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(replay.err()).contains(file.toString()).doesNotContain(token);
            assertThat(ask(port, "GET /__wiretape/ HTTP/1.1|Host: localhost||").status())
                    .isEqualTo(401);
            assertThat(ask(port, "GET /__wiretape/ HTTP/1.1|Host: a.lan|Wiretape-Token: " + token + "||")
                            .status())
                    .isEqualTo(200);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(Invocation.in(folder, "replay", SAMPLE, "--listen", "0", "--allow-remote")
                        .fails(77))
                .contains("the token must be a plain file");
    }

    @Test
    void aTokenThatCouldBeGuessedIsRefused() {
        assertThat(Invocation.withEnvironment(
                                folder,
                                Map.of("WIRETAPE_TOKEN", "short"),
                                "replay",
                                SAMPLE,
                                "--listen",
                                "0.0.0.0:0",
                                "--allow-remote")
                        .fails(2))
                .contains("WIRETAPE_TOKEN: a token is 16 or more characters");
    }

    /** Every host, method and mark of a page that is not to be let in. */
    private static void refused(int port, String path) throws IOException {
        for (String method : METHODS) {
            for (String host : FOREIGN_HOSTS) {
                assertThat(refusal(port, path, method, "Host: " + host)).isEqualTo(421);
            }
            for (String host : OUR_HOSTS) {
                for (String mark : OF_PAGES) {
                    assertThat(refusal(port, path, method, "Host: " + host + "|" + mark))
                            .isEqualTo(403);
                }
            }
        }
    }

    private static int refusal(int port, String path, String method, String fields) throws IOException {
        int space = method.indexOf('|');
        String line = (space < 0 ? method : method.substring(0, space)).replace("PATH", path);
        String more = space < 0 ? "" : method.substring(space);
        // What a body would bring is not waited for.
        String length = line.startsWith("POST") ? "|Content-Length: 1000000" : "";
        Head head = ask(port, line + " HTTP/1.1|" + fields + more + length + "||");
        assertThat(head.fields()).as(head.raw()).noneMatch(field -> field.key().startsWith("access-control-"));
        return head.status();
    }

    private static Head ask(int port, String request) throws IOException {
        try (RawClient client = RawClient.connect(port)) {
            client.send(request.replace("PORT", Integer.toString(port)).replace("|", "\r\n"));
            Head head = client.readHead();
            if (head.status() == 421 || head.status() == 403) {
                assertThat(client.awaitEnd()).isIn(Ending.FIN, Ending.RESET);
            }
            return head;
        }
    }

    private Invocation record(Map<String, String> environment, ScriptedUpstream upstream, String... more) {
        List<String> words = new ArrayList<>(List.of("record", "--target", upstream.url()));
        words.addAll(List.of(more));
        return Invocation.withEnvironment(folder, environment, words.toArray(String[]::new));
    }

    private static int port(Invocation listening) {
        return URI.create(listening.url()).getPort();
    }

    private int recordings() throws IOException {
        int count = 0;
        for (Path session : SessionFolder.sessions(folder.resolve("recordings"))) {
            count += SessionFolder.recordings(session).size();
        }
        return count;
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
