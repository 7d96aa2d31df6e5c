package dev.wiretape.cli.child;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.proxy.authority.Authority;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TrustVariablesTest {
    private static final String OTHER = "-----BEGIN CERTIFICATE-----\nanother\n-----END CERTIFICATE-----";

    @TempDir
    private Path folder;

    private Authority authority;
    private String ours;

    @BeforeEach
    void makeAnAuthority() throws IOException {
        authority = Authority.in(folder.resolve("ca"), Set.of("api.test"), InstantSource.system(), n -> {});
        ours = Files.readString(authority.rootFile(), UTF_8);
    }

    @Test
    void whatAddsHoldsOursAlone() throws IOException {
        assertThat(content(over(Map.of()), "NODE_EXTRA_CA_CERTS")).isEqualTo(ours);
        assertThat(content(over(Map.of()), "DENO_CERT")).isEqualTo(ours);
    }

    @Test
    void whatReplacesHoldsTheSystemsToo() throws IOException {
        String system = new String(SystemRoots.pem(), UTF_8);

        for (String name : new String[] {"SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"}) {
            assertThat(content(over(Map.of()), name))
                    .as(name)
                    .startsWith(system)
                    .endsWith(ours);
        }
    }

    @Test
    void whatIsSetAlreadyIsCombined() throws IOException {
        Path before = Files.writeString(folder.resolve("before.pem"), OTHER);
        Map<String, String> inherited =
                Map.of("NODE_EXTRA_CA_CERTS", "before.pem", "AWS_CA_BUNDLE", before.toString(), "SSL_CERT_FILE", "no");

        Map<String, String> variables = over(inherited);

        assertThat(content(variables, "NODE_EXTRA_CA_CERTS")).isEqualTo(OTHER + "\n" + ours);
        assertThat(content(variables, "AWS_CA_BUNDLE")).isEqualTo(OTHER + "\n" + ours);
        assertThat(content(variables, "SSL_CERT_FILE")).doesNotContain(OTHER).endsWith(ours);
        assertThat(variables).doesNotContainKey("PIP_CERT");
    }

    @Test
    void requestsGoesOnTrustingWhatCurlsVariableNames() throws IOException {
        Path before = Files.writeString(folder.resolve("before.pem"), OTHER);

        assertThat(content(over(Map.of("CURL_CA_BUNDLE", before.toString())), "REQUESTS_CA_BUNDLE"))
                .isEqualTo(OTHER + "\n" + ours);
    }

    @Test
    void aFolderOfCertificatesIsCombinedWhole() throws IOException {
        Path before = Files.createDirectory(folder.resolve("certificates"));
        Files.writeString(before.resolve("a.pem"), OTHER);
        Files.writeString(before.resolve("b.pem"), "b\n");

        assertThat(content(over(Map.of("REQUESTS_CA_BUNDLE", before.toString())), "REQUESTS_CA_BUNDLE"))
                .isEqualTo(OTHER + "\nb\n" + ours);
    }

    @Test
    void twiceIsNotMoreThanOnce() throws IOException {
        Map<String, String> once = over(Map.of());

        assertThat(over(once)).containsAllEntriesOf(without(once, JavaOptions.VARIABLE));
    }

    @Test
    void javaTrustsWhatItDidAndOurs() throws Exception {
        String options = over(Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g")).get("JAVA_TOOL_OPTIONS");

        assertThat(options).startsWith("-Xmx1g -Djavax.net.ssl.trustStore=");
        KeyStore store = store(options);
        assertThat(store.getCertificateAlias(authority.root())).isNotNull();
        for (X509Certificate root : SystemRoots.ofJava()) {
            assertThat(store.getCertificateAlias(root)).isNotNull();
        }
    }

    @Test
    void aTrustStoreThatIsSetAlreadyIsCombined() throws Exception {
        Authority other = Authority.in(folder.resolve("other"), Set.of("x.test"), InstantSource.system(), n -> {});
        KeyStore before = KeyStore.getInstance("PKCS12");
        before.load(null, null);
        before.setCertificateEntry("other", other.root());
        try (var out = Files.newOutputStream(folder.resolve("before.p12"))) {
            before.store(out, "secret".toCharArray());
        }
        String set = "-Djavax.net.ssl.trustStore=before.p12 -Djavax.net.ssl.trustStorePassword=secret";

        KeyStore store = store(over(Map.of("JAVA_TOOL_OPTIONS", set)).get("JAVA_TOOL_OPTIONS"));

        assertThat(store.size()).isEqualTo(2);
        assertThat(store.getCertificateAlias(other.root())).isNotNull();
    }

    @Test
    void theFilesAreTheOwnersAlone() throws IOException {
        over(Map.of());

        try (Stream<Path> files = Files.list(folder.resolve("ca/trust"))) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void filesThatNobodyUsedForLongAreForgotten() throws IOException {
        over(Map.of());
        Path old = folder.resolve("ca/trust/old.pem");
        Files.writeString(old, OTHER);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(121))));
        Path before = Files.writeString(folder.resolve("before.pem"), OTHER);

        over(Map.of("NODE_EXTRA_CA_CERTS", before.toString()));

        assertThat(old).doesNotExist();
    }

    private Map<String, String> over(Map<String, String> inherited) throws IOException {
        return new TrustVariables(folder.resolve("ca/trust"), authority.root(), folder).over(inherited);
    }

    private static String content(Map<String, String> variables, String name) throws IOException {
        return Files.readString(Path.of(variables.get(name)), UTF_8);
    }

    private static KeyStore store(String options) throws Exception {
        String file = JavaOptions.property(options, "javax.net.ssl.trustStore").orElseThrow();
        KeyStore store = KeyStore.getInstance("JKS");
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            store.load(in, null);
        }
        return store;
    }

    private static Map<String, String> without(Map<String, String> variables, String name) {
        Map<String, String> fewer = new HashMap<>(variables);
        fewer.remove(name);
        return fewer;
    }
}
