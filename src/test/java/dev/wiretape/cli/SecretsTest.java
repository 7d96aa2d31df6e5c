package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.testing.Figures;
import dev.wiretape.testing.Head;
import dev.wiretape.testing.RawClient;
import dev.wiretape.testing.Script;
import dev.wiretape.testing.ScriptedUpstream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Canaries in every place of an exchange; then nothing of them may be found anywhere. */
@Timeout(120)
class SecretsTest {
    /** A credential of no known format. */
    private static final String HEADER = "c4n4ry/headr+7f3e9a1b5c2d=";

    private static final String COOKIE = "c4n4rycooki3e8d21f604b";
    private static final String KEY = "sk-ant-api03-c4n4rykeyA9-b8C7_d6E5f4G3";
    private static final String TOKEN = "ghp_c4n4ryTok1234567890abcdefghijABCDEFGH";
    private static final List<String> CANARIES = List.of(HEADER, COOKIE, KEY, TOKEN);
    private static final String PING = "event: ping\ndata: {\"type\":\"ping\"}\n\n";

    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();

    @Test
    void nothingOfASecretIsKeptShownExportedOrSaid() throws Exception {
        List<String> requests = requests();
        try (ScriptedUpstream upstream = ScriptedUpstream.answering(
                        request -> answer(request.head().target()));
                Invocation record = Invocation.in(
                        folder, "record", "--listen", "127.0.0.1:0", "--target", upstream.url(), "--out", "tapes")) {
            int port = port(record);
            for (String request : requests) {
                ask(port, request);
            }
            record.interrupt().exits(130);
            said.add(record.out() + record.err());
        }
        Path session;
        try (Stream<Path> sessions = Files.list(folder.resolve("tapes"))) {
            session = sessions.findFirst().orElseThrow();
        }
        try (Stream<Path> files = Files.list(session)) {
            assertThat(files).as("recordings").hasSize(requests.size());
        }
        for (String command : List.of("ls", "show", "show --json", "play --speed max", "play --speed max --text")) {
            read(command, session);
        }
        for (String format : List.of("text", "json", "junit", "sarif")) {
            read("check -T " + format, session);
        }
        for (String format : List.of("message", "events", "recording")) {
            read("export -T " + format, session);
        }
        read("export -T sse", session.resolve("0001-messages.ndjson"));

        assertNothingIsLeft();
        Figures.measured(11, "places", "%d places, %d texts searched: 0 found", requests.size(), said.size());
    }

    @Test
    void aStreamThatSaysASecretIsMaskedWhereverItIsCut() throws Exception {
        String frame = "data: {\"text\":\"" + HEADER + " " + KEY + "\"}\n\n";
        try (ScriptedUpstream upstream = ScriptedUpstream.answering(request -> {
                    int cut = Integer.parseInt(request.head().target().substring(1));
                    return Script.afterRequest()
                            .send(Script.EVENT_STREAM)
                            .chunk(frame.substring(0, cut))
                            .chunk(frame.substring(cut))
                            .lastChunk();
                });
                Invocation record = Invocation.in(
                        folder, "record", "--listen", "127.0.0.1:0", "--target", upstream.url(), "--out", "tapes")) {
            int port = port(record);
            for (int cut = 1; cut < frame.length(); cut++) {
                ask(port, "GET /" + cut + " HTTP/1.1|Authorization: Bearer " + HEADER + "|");
            }
            record.interrupt().exits(130);
        }
        assertNothingIsLeft();
    }

    /** One for each place in which a secret may stand; {@code |} for CR LF. */
    private static List<String> requests() {
        String url = URLEncoder.encode(HEADER, UTF_8);
        String base64 = Base64.getEncoder().encodeToString(("user:" + HEADER).getBytes(UTF_8));
        List<String> requests = new ArrayList<>();
        requests.add("POST /v1/messages HTTP/1.1|Authorization: Bearer " + HEADER + "|");
        for (String name : List.of(
                "X-Api-Key",
                "x-api-key",
                "X-API-KEY",
                "authorization",
                "Proxy-Authorization",
                "api-key",
                "X-Auth-Token",
                "X-Goog-Api-Key",
                "Ocp-Apim-Subscription-Key",
                "anthropic-organization-id",
                "X-Whatever")) {
            requests.add("POST /v1/messages HTTP/1.1|" + name + ": " + HEADER + "|");
        }
        requests.add("POST /v1/messages HTTP/1.1|Authorization: Token " + HEADER + "|");
        requests.add("POST /v1/messages HTTP/1.1|Authorization: Basic " + base64 + "|");
        requests.add("POST /v1/messages HTTP/1.1|Cookie: a=" + COOKIE + "; b=" + COOKIE + "|");
        for (String kept : List.of("User-Agent", "Accept", "X-Request-Id", "X-Stainless-Lang", "Referer", "If-Match")) {
            requests.add("POST /v1/messages HTTP/1.1|" + kept + ": x " + KEY + " y|");
            requests.add("POST /v1/messages HTTP/1.1|x-api-key: " + HEADER + "|" + kept + ": x/" + HEADER + "|");
        }
        requests.add("POST /v1/messages HTTP/1.1|X-" + KEY + ": 1|");
        for (String target : List.of(
                "/v1/messages?api_key=" + url,
                "/v1/messages?key=" + TOKEN + "&x=" + KEY,
                "/v1/messages?q=" + url,
                "/v1/" + KEY + "/messages",
                "/v1/" + TOKEN,
                "/" + KEY,
                "/v1/messages?access_token=" + COOKIE)) {
            requests.add("POST " + target + " HTTP/1.1|Authorization: Bearer " + HEADER + "|");
        }
        return requests;
    }

    /** An answer that says every secret that the session has seen, in a way of its own for each path. */
    private static Script answer(String target) {
        String json = HEADER.replace("/", "\\/");
        String gson = HEADER.replace("=", "\\u003d");
        String dotNet = HEADER.replace("+", "\\u002B");
        String stream =
                PING + "data: {\"a\":\"" + HEADER + "\",\"b\":\"" + json + "\",\"c\":\"" + gson + "\",\"d\":\"" + dotNet
                        + "\"}\n\n"
                        + "data: {\"k\":\"" + KEY + "\",\"t\":\"" + TOKEN + "\"}\n\n"
                        + ": " + URLEncoder.encode(HEADER, UTF_8) + "\n\n"
                        + "data: " + Base64.getEncoder().encodeToString(("x" + HEADER + "y").getBytes(UTF_8)) + "\n\n"
                        + "data: never ends " + KEY;
        String fields = "Set-Cookie: s=" + COOKIE + "; Path=/\r\nX-Echo: " + HEADER + "\r\nServer: x " + KEY + "\r\n";
        Script head = Script.afterRequest()
                .send("HTTP/1.1 200 Fine " + KEY + "\r\nContent-Type: text/event-stream\r\n" + fields
                        + "Transfer-Encoding: chunked\r\n\r\n");
        return target.contains("?")
                ? head.chunk(stream).close()
                : head.chunk(stream).lastChunk();
    }

    private static void ask(int port, String request) throws IOException {
        String body = "{\"metadata\":\"" + HEADER + "\",\"tools\":\"" + KEY + "\",\"env\":\"T=" + TOKEN + "\"}";
        String fields = request.contains("Authorization: Bearer") || request.contains("x-api-key")
                ? "Authorization: Bearer " + HEADER + "|"
                : "x-api-key: " + HEADER + "|";
        String head = request
                + (request.contains("Host:") ? "" : "Host: localhost|")
                + (request.startsWith("GET") || request.contains("Authorization: ") ? "" : fields)
                + (request.startsWith("GET") ? "|" : "Content-Length: " + body.length() + "||" + body);
        try (RawClient client = RawClient.connect(port)) {
            client.send(head.replace("|", "\r\n").getBytes(ISO_8859_1));
            Head answered = client.readHead();
            assertThat(answered.status()).as(request).isEqualTo(200);
            client.readBody(answered);
        }
    }

    private static int port(Invocation record) {
        String url = record.url();
        return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
    }

    private void read(String command, Path path) {
        List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
        words.add(path.toString());
        try (Invocation reading = Invocation.in(folder, words.toArray(String[]::new))) {
            assertThat(reading.exitCode()).as(command).isIn(0, 1, 65);
            said.add(reading.out() + reading.err());
        }
    }

    /** In no file's name, in no file, and in nothing that was said. */
    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                said.add(file.getFileName().toString());
                if (Files.isRegularFile(file)) {
                    said.add(file + ": " + Files.readString(file, ISO_8859_1));
                }
            }
        }
        List<String> pieces = new ArrayList<>();
        for (String canary : CANARIES) {
            pieces.add(canary.substring(canary.length() - 10));
            pieces.add(canary.substring(canary.indexOf("c4n4ry"), canary.indexOf("c4n4ry") + 10));
            pieces.add(URLEncoder.encode(canary, UTF_8));
            for (String before : List.of("", "x", "xy")) {
                String encoded = Base64.getEncoder().encodeToString((before + canary).getBytes(UTF_8));
                pieces.add(encoded.substring(8, encoded.length() - 8));
            }
        }
        for (String text : said) {
            for (String piece : pieces) {
                int at = text.indexOf(piece);
                assertThat(at)
                        .as(() -> "'" + piece + "' in "
                                + text.substring(Math.max(0, at - 300), Math.min(text.length(), at + 60)))
                        .isNegative();
            }
        }
    }
}
