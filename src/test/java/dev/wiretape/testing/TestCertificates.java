package dev.wiretape.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority of this test run and what it signed, made by the JDK's keytool: a good server certificate
 * for {@code localhost} and {@code 127.0.0.1} and bad ones.
 */
public final class TestCertificates {
    /** Which certificate a server shows. */
    public enum Kind {
        /** Signed by the authority, for localhost and 127.0.0.1. */
        GOOD,
        /** Signed by the authority, for another name. */
        WRONG_NAME,
        /** Signed by the authority, for localhost, no longer valid. */
        EXPIRED,
        /** Signed by the authority, for localhost, valid from next week on; made when it is asked for. */
        NOT_YET_VALID,
        /** For localhost, signed by nobody. */
        SELF_SIGNED
    }

    private static final String NAMES = "san=dns:localhost,ip:127.0.0.1";
    private static final char[] PASSWORD = "only-for-tests".toCharArray();

    private final Path folder;
    private KeyStore all;

    private TestCertificates(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        this.folder = folder;
        generate("ca", "CN=Wiretape Test CA", "-ext", "bc:critical=ca:true", "-ext", "ku:critical=keyCertSign,cRLSign");
        generate("good", "CN=localhost", "-signer", "ca", "-ext", NAMES);
        generate("wrong_name", "CN=elsewhere.test", "-signer", "ca", "-ext", "san=dns:elsewhere.test");
        generate("expired", "CN=localhost", "-signer", "ca", "-ext", NAMES, "-startdate", "-20d", "-validity", "10");
        generate("self_signed", "CN=localhost", "-ext", NAMES);
        this.all = load(store());
    }

    /** Makes them, in {@code folder}; takes a few seconds, so share them within a test class. */
    public static TestCertificates in(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        return new TestCertificates(folder);
    }

    /** TLS for a server that shows this certificate. */
    public SSLContext server(Kind kind) throws GeneralSecurityException, IOException, InterruptedException {
        String alias = alias(kind);
        if (kind == Kind.NOT_YET_VALID && !all.containsAlias(alias)) {
            generate(alias, "CN=localhost", "-signer", "ca", "-ext", NAMES, "-startdate", "+7d");
            all = load(store());
        }
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, PASSWORD);
        one.setKeyEntry(alias, all.getKey(alias, PASSWORD), PASSWORD, all.getCertificateChain(alias));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(one, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** The same certificate for a Vert.x server. */
    public PfxOptions pfx(Kind kind) {
        String password = new String(PASSWORD);
        return new PfxOptions()
                .setPath(store().toString())
                .setPassword(password)
                .setAlias(alias(kind))
                .setAliasPassword(password);
    }

    /** PEM files with a certificate and with its key. */
    public List<Path> pem(Kind kind) throws GeneralSecurityException, IOException {
        String alias = alias(kind);
        return List.of(
                pem(
                        alias + "-cert.pem",
                        "CERTIFICATE",
                        all.getCertificate(alias).getEncoded()),
                pem(
                        alias + "-key.pem",
                        "PRIVATE KEY",
                        all.getKey(alias, PASSWORD).getEncoded()));
    }

    /** TLS for a client that trusts the authority and nobody else. */
    public SSLContext client() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("ca", authority());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** A PEM file with the authority's certificate, as {@code --upstream-ca} takes it. */
    public Path authorityPem() throws IOException, GeneralSecurityException {
        return pem("ca.pem", "CERTIFICATE", authority().getEncoded());
    }

    private Path pem(String file, String type, byte[] der) throws IOException {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der);
        return Files.writeString(
                folder.resolve(file),
                "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n",
                US_ASCII);
    }

    private Certificate authority() throws GeneralSecurityException {
        return all.getCertificate("ca");
    }

    private Path store() {
        return folder.resolve("test-certificates.p12");
    }

    private void generate(String alias, String name, String... more) throws IOException, InterruptedException {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = new ArrayList<>(List.of(keytool, "-genkeypair", "-alias", alias, "-dname", name));
        command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", store().toString(), "-storepass", new String(PASSWORD)));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError(String.join(" ", command) + " failed: " + said);
        }
    }

    private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static String alias(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
