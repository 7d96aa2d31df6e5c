package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the variables are checked by POSIX shells")
class EnvCommandTest {
    @TempDir
    private Path folder;

    @Test
    void theBaseUrlIsThatOfRecordsDefault() {
        assertThat(Invocation.in(folder, "env", "--shell", "sh").exits(0).out())
                .isEqualTo("export ANTHROPIC_BASE_URL='http://127.0.0.1:8787'\n");
        assertThat(Invocation.in(folder, "env", "--shell", "fish", "--listen", "[::1]:1")
                        .exits(0)
                        .out())
                .isEqualTo("set -gx ANTHROPIC_BASE_URL 'http://[::1]:1'\n");
    }

    @Test
    void aShellTakesWhatRunWouldSet() throws Exception {
        Map<String, String> odd =
                Map.of("XDG_DATA_HOME", folder.resolve("it's $HOME").toString());
        String printed = Invocation.withEnvironment(folder, odd, "env", "--shell", "sh", "--via", "proxy")
                .exits(0)
                .out();

        String environment = shell(printed + "\nenv -0");

        assertThat(environment.split("\0"))
                .contains("HTTPS_PROXY=http://127.0.0.1:8787", "no_proxy=localhost,127.0.0.1,::1")
                .anyMatch(line -> line.startsWith("SSL_CERT_FILE=" + folder.resolve("it's $HOME")))
                .anyMatch(line -> line.startsWith("JAVA_TOOL_OPTIONS=\"-Djavax.net.ssl.trustStore="));
    }

    @Test
    void aLocalTargetIsReachedThroughTheProxy() {
        assertThat(Invocation.in(
                                folder,
                                "env",
                                "--shell",
                                "sh",
                                "--via",
                                "proxy",
                                "--target",
                                "http://127.0.0.1:9000",
                                "--intercept",
                                "gateway.test")
                        .exits(0)
                        .out())
                .contains("export NO_PROXY='localhost,::1'\n");
        assertThat(Invocation.in(folder, "ca").exits(0).out()).contains("hosts    api.anthropic.com, gateway.test\n");
    }

    @Test
    void whatCannotBePrintedIsRefused() {
        assertThat(Invocation.in(folder, "env", "--listen", "127.0.0.1:0").fails(2))
                .contains("the port that the recorder printed");
        assertThat(Invocation.in(folder, "env", "--shell", "tcsh").fails(2))
                .contains("--shell is sh|fish|powershell, not 'tcsh'");
        assertThat(Invocation.in(folder, "env", "--via", "magic").fails(2))
                .contains("--via is base-url|proxy, not 'magic'");
    }

    private static String shell(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", script)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return out;
    }
}
