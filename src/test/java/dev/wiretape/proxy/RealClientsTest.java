package dev.wiretape.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.wiretape.recording.Entry;
import dev.wiretape.testing.TestCertificates;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that know nothing of us get through a tunnel that is looked into exactly what they get directly. */
@Timeout(180)
class RealClientsTest {
    private static final List<String> FRAMES = List.of(
            "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"type\":\"message\","
                    + "\"role\":\"assistant\",\"content\":[],\"model\":\"claude\",\"stop_reason\":null,"
                    + "\"stop_sequence\":null,\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}}\n\n",
            ": a comment\r\n\r\nevent: ping\ndata: {\"type\": \"ping\"}\n\n",
            "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,"
                    + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n",
            "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                    + "\"delta\":{\"type\":\"text_delta\",\"text\":\"h\u00e9llo \ud83d\ude00\"}}\n\n",
            "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n",
            "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\","
                    + "\"stop_sequence\":null},\"usage\":{\"output_tokens\":7}}\n\n",
            "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");

    @TempDir
    static Path shared;

    private static TestCertificates certificates;

    @TempDir
    Path folder;

    private Http2Rig rig;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = TestCertificates.in(shared);
    }

    @BeforeEach
    void start() throws Exception {
        rig = new Http2Rig(certificates, folder, request -> request.body().onSuccess(body -> answer(request, 0)));
    }

    @AfterEach
    void stop() throws IOException {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http1.1", "--http2"})
    void curl(String protocol) throws Exception {
        List<String> ask = List.of(
                "curl", "-sS", "--noproxy", "", protocol, "-d", "{}", "-w", "%{http_version} %{http_code}", url());
        assertSame(
                run(with(ask, "--cacert", certificates.authorityPem().toString()), Map.of()),
                run(with(ask, "--cacert", root(), "-x", proxy()), Map.of()),
                protocol.equals("--http2") ? "2" : "1.1");
    }

    @Test
    void python() throws Exception {
        String script = """
                import sys, urllib.request as u
                r = u.urlopen(u.Request(sys.argv[1], data=b'{}'))
                sys.stdout.buffer.write(r.read() + str(sorted(r.headers.items())).encode())
                """;
        List<String> ask = List.of("python3", "-c", script, url());
        assertSame(
                run(ask, Map.of("SSL_CERT_FILE", certificates.authorityPem().toString())),
                run(ask, Map.of("SSL_CERT_FILE", root(), "https_proxy", proxy())),
                "1.1");
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void javasOwnClient(HttpClient.Version version) throws Exception {
        assertSame(
                java(version, certificates.client(), HttpClient.Builder.NO_PROXY),
                java(version, trusting(), ProxySelector.of(recorder())),
                version == HttpClient.Version.HTTP_2 ? "2" : "1.1");
    }

    @Test
    void theJavaSdk() throws Exception {
        Proxy recorder = new Proxy(Proxy.Type.HTTP, recorder());
        assertSame(sdk(certificates.authorityPem(), Proxy.NO_PROXY), sdk(Path.of(root()), recorder), "2");
    }

    private void assertSame(String direct, String recorded, String protocol) throws Exception {
        assertThat(recorded).isEqualTo(direct).contains("message_stop", "h\u00e9llo");
        RunningRecorder.Recorded recording = rig.recorder().awaitRecorded(1);
        assertThat(recording.the(Entry.Header.class).via()).isEqualTo("intercept");
        assertThat(recording.the(Entry.Request.class).http()).isEqualTo(protocol);
        assertThat(recording.the(Entry.Response.class).http()).isEqualTo(protocol);
        assertThat(rig.recorder().notices()).isEmpty();
    }

    private String java(HttpClient.Version version, SSLContext tls, ProxySelector proxy) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .version(version)
                .sslContext(tls)
                .proxy(proxy)
                .build();
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create(url()))
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString(UTF_8));
        return response.version() + " " + response.headers().map() + response.body();
    }

    private String sdk(Path authority, Proxy proxy) throws Exception {
        X509TrustManager trust = TrustOf.authority(authority);
        AnthropicClient client = AnthropicOkHttpClient.builder()
                .apiKey("not-a-key")
                .baseUrl("https://localhost:" + rig.server().actualPort())
                .proxy(proxy)
                .trustManager(trust)
                .sslSocketFactory(TrustOf.context(trust).getSocketFactory())
                .maxRetries(0)
                .build();
        MessageCreateParams request = MessageCreateParams.builder()
                .model("claude")
                .maxTokens(16)
                .addUserMessage("Hello?")
                .build();
        try (StreamResponse<RawMessageStreamEvent> events = client.messages().createStreaming(request)) {
            return events.stream().map(Object::toString).toList().toString();
        } finally {
            client.close();
        }
    }

    private SSLContext trusting() throws Exception {
        return TrustOf.context(TrustOf.authority(Path.of(root())));
    }

    private String url() {
        return "https://localhost:" + rig.server().actualPort() + "/v1/messages";
    }

    private String proxy() {
        return "http://127.0.0.1:" + rig.recorder().port();
    }

    private InetSocketAddress recorder() {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), rig.recorder().port());
    }

    private String root() {
        return folder.resolve("authority").resolve("root.pem").toString();
    }

    private static void answer(HttpServerRequest request, int frame) {
        if (frame == 0) {
            request.response().setChunked(true).putHeader("content-type", "text/event-stream");
        }
        if (frame == FRAMES.size()) {
            request.response().end();
            return;
        }
        request.response().write(FRAMES.get(frame));
        Vertx.currentContext().owner().setTimer(5, later -> answer(request, frame + 1));
    }

    private static List<String> with(List<String> command, String... more) {
        List<String> longer = new ArrayList<>(command);
        longer.addAll(List.of(more));
        return longer;
    }

    /** What a program prints; skips the test where there is no such program. */
    private static String run(List<String> command, Map<String, String> variables) throws Exception {
        Path said = Files.createTempFile("said", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        builder.environment().putAll(variables);
        Process process;
        try {
            process = builder.start();
        } catch (IOException absent) {
            assumeTrue(false, "no " + command.get(0) + " on the PATH: it is not tested");
            throw absent;
        }
        boolean ended = process.waitFor(1, TimeUnit.MINUTES);
        process.destroyForcibly();
        String text = Files.readString(said, UTF_8);
        Files.delete(said);
        assertThat(ended && process.exitValue() == 0)
                .as("%s said %s", command.get(0), text)
                .isTrue();
        return text;
    }
}
