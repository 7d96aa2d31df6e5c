package dev.wiretape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "file modes are POSIX")
class CaCommandTest {
    @TempDir
    private Path folder;

    @Test
    void toLookMakesNothing() {
        assertThat(Invocation.in(folder, "ca").exits(0).out()).startsWith("no authority yet; it will be made in ");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void thePathIsThatOfTheCertificateItPrints() throws IOException {
        String path = Invocation.in(folder, "ca", "path").exits(0).out().strip();

        assertThat(Path.of(path)).startsWith(folder.resolve("data/wiretape/ca"));
        assertThat(Invocation.in(folder, "ca", "pem").exits(0).out())
                .isEqualTo(Files.readString(Path.of(path)))
                .startsWith("-----BEGIN CERTIFICATE-----");
    }

    @Test
    void itsStateIsToldAsJson() throws IOException {
        String path = Invocation.in(folder, "ca", "path").exits(0).out().strip();

        JsonNode state = new ObjectMapper()
                .readTree(Invocation.in(folder, "ca", "--json").exits(0).out());

        assertThat(state.path("exists").asBoolean()).isTrue();
        assertThat(state.path("root").asText()).isEqualTo(path);
        assertThat(state.path("hosts").toString()).isEqualTo("[\"api.anthropic.com\"]");
        assertThat(state.path("sha256").asText()).matches("[0-9a-f]{64}");
        assertThat(state.path("expires").asText()).endsWith("Z");
    }

    @Test
    void aLongerListMakesItAnewAndSaysSoOnStandardError() {
        Invocation.in(folder, "ca", "path").exits(0);

        Invocation longer = Invocation.in(folder, "ca", "--intercept", "GATEWAY.test.,other.test")
                .exits(0);

        assertThat(longer.out()).contains("hosts    api.anthropic.com, gateway.test, other.test\n");
        assertThat(longer.err())
                .startsWith("wiretape: the local authority was made anew")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.test", "*.test", "a.test:443", "a b", "", "a..b", "-a.test", "a/b"})
    void whatIsNoExactNameIsRefused(String name) {
        assertThat(Invocation.in(folder, "ca", "path", "--intercept", name).fails(2))
                .contains("takes exact host names");
    }

    @Test
    void nothingOfItIsLeftWhenItIsRemoved() throws IOException {
        Invocation.in(folder, "ca", "env").exits(0);

        assertThat(Invocation.in(folder, "ca", "remove").fails(0)).startsWith("wiretape: removed the authority in ");

        try (Stream<Path> left = Files.walk(folder.resolve("data"))) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
        assertThat(Invocation.in(folder, "ca", "remove").fails(0)).contains("there was no authority in ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "path", "pem", "env"})
    void aKeyThatOthersCanReadIsRefused(String action) throws IOException {
        Invocation.in(folder, "ca", "path").exits(0);
        Path key = folder.resolve("data/wiretape/ca/authority.pem");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

        String[] words = action.isEmpty() ? new String[] {"ca"} : new String[] {"ca", action};
        assertThat(Invocation.in(folder, words).fails(77)).contains("authority.pem", "chmod 600");
    }

    @Test
    void aLinkInTheKeysPlaceIsRefused() throws IOException {
        Invocation.in(folder, "ca", "path").exits(0);
        Path key = folder.resolve("data/wiretape/ca/authority.pem");
        Path elsewhere = Files.move(key, folder.resolve("elsewhere.pem"));
        Files.createSymbolicLink(key, elsewhere);

        assertThat(Invocation.in(folder, "ca", "pem").fails(77)).contains("plain file");
        Files.delete(key);
    }

    @Test
    void aDamagedOneIsNamedAndCanBeRemoved() throws IOException {
        Invocation.in(folder, "ca", "path").exits(0);
        Files.writeString(folder.resolve("data/wiretape/ca/authority.pem"), "nothing");

        assertThat(Invocation.in(folder, "ca").fails(65)).contains("wiretape ca remove");
        Invocation.in(folder, "ca", "remove").exits(0);
        Invocation.in(folder, "ca", "path").exits(0);
    }

    @Test
    void whereItCannotBeKeptOneSentenceSaysSo() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        Map<String, String> nowhere =
                Map.of("XDG_DATA_HOME", folder.resolve("file/data").toString());

        assertThat(Invocation.withEnvironment(folder, nowhere, "ca", "path").fails(73))
                .startsWith("wiretape: cannot keep the local authority in ");
    }

    @Test
    void aRelativeDataFolderIsIgnoredForHome() {
        Map<String, String> odd =
                Map.of("XDG_DATA_HOME", "data", "HOME", folder.resolve("home").toString());

        assertThat(Invocation.withEnvironment(folder, odd, "ca", "path")
                        .exits(0)
                        .out())
                .startsWith(folder.resolve("home/.local/share/wiretape/ca").toString());
    }
}
