package dev.wiretape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunCommandTest {
    private static final Path SAMPLE =
            Path.of("recordings/max-tokens-in-tool-json.ndjson").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    void whatTheProgramAsksIsRecordedAndToldAtTheEnd() {
        try (Invocation replay = Invocation.in(folder, "replay", SAMPLE.toString(), "--listen", "0", "-s", "max")) {
            String client =
                    "import java.net.*;import java.net.http.*;class Ask{public static void main(String[] a)throws "
                            + "Exception{HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(System.getenv("
                            + "\"ANTHROPIC_BASE_URL\")+\"/v1/messages\")).POST(HttpRequest.BodyPublishers.ofString(\"{}\")).build(),"
                            + "HttpResponse.BodyHandlers.ofString());System.exit(3);}}";
            Path source = write("Ask.java", client);

            Invocation run = Invocation.in(folder, "run", "--target", replay.url(), "--", java(), source.toString())
                    .exits(3);

            assertThat(run.err())
                    .contains("wiretape: recorded 1 exchange, 1 stream, stop reasons: max_tokens, in ")
                    .contains("wiretape: findings: ");
        }
    }

    @Test
    void tunnelsThatWentThroughUnseenAreNamed() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String to = "127.0.0.1:" + other.getLocalPort();
            Path source = write(
                    "Tunnel.java",
                    "import java.net.*;class Tunnel{public static void main(String[] a)throws Exception{URI p=URI.create("
                            + "System.getenv(\"HTTPS_PROXY\"));Socket s=new Socket(p.getHost(),p.getPort());s.getOutputStream()"
                            + ".write((\"CONNECT " + to + " HTTP/1.1\\r\\nHost: " + to
                            + "\\r\\n\\r\\n\").getBytes());s.getInputStream().read();}}");

            Invocation run = Invocation.in(
                            folder, "run", "--via", "proxy", "--allow-private", "--", java(), source.toString())
                    .exits(0);

            assertThat(run.err())
                    .contains("wiretape: recorded 0 exchanges, 0 streams, in ")
                    .contains("wiretape: 1 tunnel to other hosts went through unseen (" + to + ")");
        }
    }

    @Test
    void aProgramThatDoesNotComeThroughIsNamed() {
        assertThat(Invocation.in(folder, "run", "--", "sh", "-c", "exit 7").fails(7))
                .isEqualTo("wiretape: nothing came through; sh seems not to read ANTHROPIC_BASE_URL.");
    }

    @Test
    void aProgramThatDoesNotExistEndsLikeInAShell() {
        assertThat(Invocation.in(folder, "run", "--", "no-such-program").fails(127))
                .isEqualTo("wiretape: there is no program no-such-program.");
    }

    private Path write(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
