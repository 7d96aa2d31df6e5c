package dev.wiretape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wiretape.testing.Script;
import dev.wiretape.testing.ScriptedUpstream;
import dev.wiretape.testing.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "file modes are POSIX")
class DoctorCommandTest {
    @TempDir
    private Path folder;

    private ScriptedUpstream upstream;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void startATarget() throws IOException {
        upstream = ScriptedUpstream.playing(Script.answer("404 Not Found", "", "nothing here"));
        environment.put("HOME", folder.toString());
    }

    @AfterEach
    void stopTheTarget() throws IOException {
        upstream.close();
    }

    @Test
    void whereAllIsWellEveryLineSaysOk() throws IOException {
        Invocation doctor = doctor("--listen", "127.0.0.1:0").exits(0);

        assertThat(doctor.out().lines()).allMatch(line -> line.startsWith("ok "));
        assertThat(doctor.out())
                .contains("java ", "recordings ", "port ", "authority ", "environment ", "terminal ")
                .contains(upstream.url() + " answers\n");
        assertThat(doctor.err()).isEmpty();
        try (var left = Files.list(folder)) {
            assertThat(left).as("what it made").isEmpty();
        }
        assertThat(upstream.requests()).hasSize(1);
    }

    @Test
    void theSameIsToldAsJson() throws IOException {
        JsonNode checks = new ObjectMapper()
                .readTree(doctor("--json", "--listen", "0").exits(0).out())
                .path("checks");

        assertThat(checks.findValuesAsText("check")).contains("java", "target", "terminal");
        assertThat(checks.findValuesAsText("state")).containsOnly("ok");
    }

    @Test
    void aTargetThatCannotBeReachedIsAProblem() throws IOException {
        upstream.stopListening();

        assertThat(doctor().exits(1).out())
                .contains("problem  target ", "the connection was refused", "is the --target right");
        assertThat(Invocation.withEnvironment(folder, environment, "doctor", "--target", "https://name.invalid")
                        .exits(1)
                        .out())
                .contains("problem  target ");
    }

    @Test
    void aTargetThatSaysNothingIsNotWaitedForForLong() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + silent.getLocalPort();

            assertThat(Invocation.withEnvironment(folder, environment, "doctor", "--target", url)
                            .exits(1)
                            .out())
                    .contains(url + " does not answer within ");
        }
    }

    @Test
    void aTargetThatCannotBeVerifiedIsAProblemUntilItsAuthorityIsGiven() throws Exception {
        TestCertificates certificates = TestCertificates.in(Files.createDirectory(folder.resolve("tls")));
        try (ScriptedUpstream secure = ScriptedUpstream.answeringTls(
                certificates.server(TestCertificates.Kind.GOOD), request -> Script.answer("200 OK", "", "fine"))) {
            assertThat(Invocation.withEnvironment(folder, environment, "doctor", "--target", secure.url())
                            .exits(1)
                            .out())
                    .contains("problem  target ", "--upstream-ca");
            assertThat(Invocation.withEnvironment(
                                    folder,
                                    environment,
                                    "doctor",
                                    "--target",
                                    secure.url(),
                                    "--upstream-ca",
                                    certificates.authorityPem().toString())
                            .exits(0)
                            .out())
                    .contains(secure.url() + " answers, and its certificate is good");
        }
    }

    @Test
    void variablesThatLeadPastTheRecorderAreNamedWithoutTheirSecrets() throws IOException {
        environment.put("HTTPS_PROXY", "http://user:secret@proxy.test:3128");
        environment.put("NO_PROXY", "intranet.test,.anthropic.com,127.0.0.1");
        environment.put("ANTHROPIC_BASE_URL", "https://key:secret@gateway.test/v1?key=secret");
        environment.put("CLAUDE_CODE_USE_BEDROCK", "1");
        environment.put("NODE_TLS_REJECT_UNAUTHORIZED", "0");
        environment.put("SSL_CERT_FILE", "/no/such/file");
        Path settings = Files.createDirectories(folder.resolve(".claude")).resolve("settings.json");
        Files.writeString(settings, "{\"env\":{\"ANTHROPIC_BASE_URL\":\"secret\",\"EDITOR\":\"vi\"}}");

        String out = doctor("--listen", "0").exits(0).out();

        assertThat(out)
                .contains("HTTPS_PROXY=http://proxy.test:3128")
                .contains("NO_PROXY has .anthropic.com, 127.0.0.1, which")
                .contains("ANTHROPIC_BASE_URL is set to https://gateway.test:")
                .contains("CLAUDE_CODE_USE_BEDROCK", "NODE_TLS_REJECT_UNAUTHORIZED", "SSL_CERT_FILE names")
                .contains("settings.json sets ANTHROPIC_BASE_URL for Claude Code")
                .doesNotContain("secret", "EDITOR");
        assertThat(out.lines().filter(line -> line.startsWith("warn "))).hasSize(7);
    }

    @Test
    void theTargetIsAskedThroughTheProxyThatRecordWouldTake() throws IOException {
        environment.put("http_proxy", upstream.url());
        environment.put("HTTPS_PROXY", "socks5://127.0.0.1:9");

        String out = Invocation.withEnvironment(
                        folder, environment, "doctor", "--target", "http://behind.invalid", "--listen", "0")
                .exits(0)
                .out();

        assertThat(out).contains("http://behind.invalid answers", "HTTPS_PROXY is not followed by us");
        assertThat(upstream.requests()).hasSize(1);
    }

    @Test
    void aPortThatIsTakenIsAWarningWithItsHolder() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(doctor("--listen", "127.0.0.1:" + taken.getLocalPort())
                            .exits(0)
                            .out())
                    .contains("warn     port ", "is in use");
        }
    }

    @Test
    void loosePermissionsAreNamed() throws IOException {
        Invocation.in(folder, "ca", "path").exits(0);
        Files.setPosixFilePermissions(
                folder.resolve("data/wiretape/ca/authority.pem"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.createDirectories(folder.resolve("config/wiretape"));
        Path key = Files.writeString(folder.resolve("config/wiretape/redaction.key"), "x");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-rw-rw-"));
        Path recordings = Files.createDirectory(folder.resolve("recordings"));
        Files.setPosixFilePermissions(recordings, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(doctor("--listen", "0").exits(1).out())
                .contains("problem  authority ", "problem  redaction ", "warn     recordings ")
                .contains("chmod 600", "chmod 700");
    }

    @Test
    void whatATerminalCannotIsNamed() {
        environment.put("TERM", "dumb");
        environment.put("LANG", "C");

        List<String> words = List.of("doctor", "--target", upstream.url(), "--listen", "0");
        assertThat(Invocation.onTerminal(folder, environment, words.toArray(String[]::new))
                        .exits(0)
                        .out())
                .contains("warn     terminal     TERM is dumb", "warn     terminal     the locale is C, not UTF-8");
    }

    private Invocation doctor(String... more) {
        List<String> words = new ArrayList<>(List.of("doctor", "--target", upstream.url()));
        words.addAll(List.of(more));
        return Invocation.withEnvironment(folder, environment, words.toArray(String[]::new));
    }
}
