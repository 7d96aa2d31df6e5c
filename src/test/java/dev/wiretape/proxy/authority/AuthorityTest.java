package dev.wiretape.proxy.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wiretape.testing.Figures;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class AuthorityTest {
    private final Instant now = Instant.now();
    private static final Set<String> HOSTS = Set.of("api.anthropic.com", "localhost");

    @TempDir
    Path data;

    private final List<String> notices = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"java", "openssl", "curl", "node"})
    void everyTlsStackAcceptsAnInterceptedNameAndRefusesAnother(String stack) throws Exception {
        Authority authority = open(HOSTS, now);
        Issued issued = new AuthorityFiles(folder()).read();

        try (TlsServer honest = new TlsServer(authority.leaf("localhost"))) {
            assertThat(connects(stack, "localhost", honest.port()))
                    .as("%s, localhost", stack)
                    .isTrue();
        }
        for (String name : List.of("evil.test", "127.0.0.1")) {
            Leaf forged = Mint.leaf(issued, name, Keys.generate(), now, Duration.ofDays(1));
            try (TlsServer forger = new TlsServer(forged)) {
                assertThat(connects(stack, name, forger.port()))
                        .as("%s, %s", stack, name)
                        .isFalse();
            }
        }
        Figures.measured(16, stack, "%s refuses", stack);
    }

    @Test
    void anAuthorityForAddressesSignsForNoName() throws Exception {
        Authority authority = open(Set.of("127.0.0.1", "::1"), now);
        Issued issued = new AuthorityFiles(folder()).read();

        try (TlsServer honest = new TlsServer(authority.leaf("127.0.0.1"))) {
            assertThat(connects("java", "127.0.0.1", honest.port())).isTrue();
        }
        Leaf forged = Mint.leaf(issued, "localhost", Keys.generate(), now, Duration.ofDays(1));
        try (TlsServer forger = new TlsServer(forged)) {
            assertThat(connects("java", "localhost", forger.port())).isFalse();
        }
    }

    @Test
    void itIsKeptForTheNextStart() throws IOException {
        Authority first = open(HOSTS, now);

        assertThat(open(Set.of("localhost"), now).root()).isEqualTo(first.root());
        assertThat(notices).isEmpty();
        assertThat(Files.readString(first.rootFile())).startsWith("-----BEGIN CERTIFICATE-----");
    }

    @Test
    void aLongerListOfHostsMakesItAnewAndSaysSo() throws IOException {
        Authority first = open(HOSTS, now);
        Authority second = open(Set.of("api.anthropic.com", "gateway.test"), now);

        assertThat(second.root()).isNotEqualTo(first.root());
        assertThat(second.hosts()).containsExactlyInAnyOrder("api.anthropic.com", "gateway.test", "localhost");
        assertThat(open(HOSTS, now).root()).as("lists that take turns").isEqualTo(second.root());
        assertThat(notices).singleElement().asString().contains("api.anthropic.com, gateway.test, localhost");
    }

    @Test
    void itIsMadeAnewBeforeItExpires() throws IOException {
        Authority first = open(HOSTS, now);
        Authority later = open(HOSTS, now.plus(Duration.ofDays(84)));

        assertThat(later.root()).isNotEqualTo(first.root());
        assertThat(open(Set.of("gateway.test"), now.plus(Duration.ofDays(168))).hosts())
                .as("what nobody wants any more is forgotten")
                .containsExactly("gateway.test");
        assertThat(notices).hasSize(2).allSatisfy(notice -> assertThat(notice).contains("about to expire"));
    }

    @Test
    void leavesAreShortLivedAndReused() throws IOException {
        Authority authority = open(HOSTS, now);
        Leaf leaf = authority.leaf("LOCALHOST.");

        assertThat(authority.leaf("localhost")).isSameAs(leaf);
        assertThat(leaf.expires()).isBefore(now.plus(Duration.ofDays(3)));
    }

    @Test
    void hostsThatAreNotInterceptedGetNoLeaf() throws IOException {
        Authority authority = open(HOSTS, now);

        assertThatThrownBy(() -> authority.leaf("sub.localhost")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itsFilesAreTheOwnersAloneAndTheRootsKeyIsNowhere() throws IOException {
        open(HOSTS, now);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder())) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as("%s", file)
                            .isEqualTo("rw-------"));
        }
        assertThat(Files.readString(folder().resolve("authority.pem"))).containsOnlyOnce("BEGIN PRIVATE KEY");
        assertThat(Files.readString(folder().resolve("root.pem"))).doesNotContain("PRIVATE");
    }

    @Test
    void aKeyThatOthersCanReadIsRefused() throws IOException {
        open(HOSTS, now);
        Files.setPosixFilePermissions(folder().resolve("authority.pem"), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> open(HOSTS, now))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void aLinkInTheKeysPlaceIsRefusedWhereverItLeads() throws IOException {
        Files.createDirectories(
                folder(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createSymbolicLink(folder().resolve("authority.pem"), data.resolve("nowhere"));

        assertThatThrownBy(() -> open(HOSTS, now)).isInstanceOf(AccessDeniedException.class);
        assertThat(data.resolve("nowhere")).doesNotExist();
        Files.delete(folder().resolve("authority.pem"));
    }

    @Test
    void aFolderThatOthersCanEnterIsRefused() throws IOException {
        Files.createDirectories(folder());
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> open(HOSTS, now))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("chmod 700");
    }

    @Test
    void aKeyThatBelongsToAnotherCertificateIsDamage() throws IOException {
        open(HOSTS, now);
        String first = Files.readString(folder().resolve("authority.pem"));
        open(Set.of("gateway.test"), now);
        String second = Files.readString(folder().resolve("authority.pem"));
        String mixed = first.substring(0, first.indexOf("-----BEGIN CERTIFICATE"))
                + second.substring(second.indexOf("-----BEGIN CERTIFICATE"));
        Files.writeString(folder().resolve("authority.pem"), mixed);

        assertThatThrownBy(() -> open(HOSTS, now)).hasMessageContaining("is damaged");
    }

    @Test
    void itCanBeLookedAtAndRemoved() throws IOException {
        assertThat(Authority.kept(folder(), InstantSource.fixed(now))).isEmpty();
        Authority made = open(HOSTS, now);

        assertThat(Authority.kept(folder(), InstantSource.fixed(now))
                        .orElseThrow()
                        .root())
                .isEqualTo(made.root());
        assertThat(Authority.remove(folder())).isTrue();
        assertThat(Authority.remove(folder())).isFalse();
        assertThat(Authority.kept(folder(), InstantSource.fixed(now))).isEmpty();
    }

    @Test
    void aDamagedKeyIsNamedWithTheCure() throws IOException {
        open(HOSTS, now);
        Files.writeString(folder().resolve("authority.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n");

        assertThatThrownBy(() -> open(HOSTS, now))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is damaged; \"wiretape ca remove\"");
    }

    private Path folder() {
        return data.resolve("ca");
    }

    private Authority open(Set<String> hosts, Instant now) throws IOException {
        return Authority.in(folder(), hosts, InstantSource.fixed(now), notices::add);
    }

    /** Whether a client of that kind, which trusts the root, talks to the server as {@code name}. */
    private boolean connects(String stack, String name, int port) throws Exception {
        String root = folder().resolve("root.pem").toString();
        return switch (stack) {
            case "java" -> javaConnects(name, port);
            case "openssl" ->
                ends(
                        "openssl",
                        "s_client",
                        "-connect",
                        "127.0.0.1:" + port,
                        "-CAfile",
                        root,
                        "-verify_return_error",
                        name.startsWith("127") ? "-verify_ip" : "-verify_hostname",
                        name);
            case "curl" ->
                ends(
                        "curl",
                        "-sS",
                        "--noproxy",
                        "*",
                        "--cacert",
                        root,
                        "--connect-to",
                        name + ":443:127.0.0.1:" + port,
                        "https://" + name + "/");
            case "node" ->
                ends(
                        "node",
                        "-e",
                        "const s=require('tls').connect({host:'127.0.0.1',port:" + port + ",servername:'"
                                + (name.startsWith("127") ? "" : name) + "',ca:require('fs').readFileSync('" + root
                                + "'),checkServerIdentity:()=>undefined},()=>{s.end();process.exit(0)});"
                                + "s.on('error',e=>{console.error(e.code);process.exit(1)})");
            default -> throw new IllegalArgumentException(stack);
        };
    }

    private boolean javaConnects(String name, int port) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("root", new AuthorityFiles(folder()).read().root());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (java.net.Socket plain = new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), port);
                SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, name, port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return true;
        } catch (javax.net.ssl.SSLException e) {
            return false;
        }
    }

    private static boolean ends(String... command) throws Exception {
        assumeTrue(installed(command[0]), command[0] + " is not installed");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS))
                .as("%s ends", command[0])
                .isTrue();
        return process.exitValue() == 0;
    }

    private static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
