package dev.wiretape.cli.child;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The authorities that programs on this machine trust anyway. */
final class SystemRoots {
    /** Where systems keep them in one file; the same places and order as in Go's crypto/x509. */
    private static final List<String> BUNDLES = List.of(
            "/etc/ssl/certs/ca-certificates.crt",
            "/etc/pki/tls/certs/ca-bundle.crt",
            "/etc/ssl/ca-bundle.pem",
            "/etc/pki/tls/cacert.pem",
            "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
            "/etc/ssl/cert.pem");

    private SystemRoots() {}

    /** The system's, as PEM; Java's where the system has no such file. */
    static byte[] pem() throws IOException {
        for (String bundle : BUNDLES) {
            if (Files.isReadable(Path.of(bundle))) {
                return Files.readAllBytes(Path.of(bundle));
            }
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (X509Certificate root : ofJava()) {
            all.write(pem(root));
        }
        return all.toByteArray();
    }

    static byte[] pem(X509Certificate certificate) throws IOException {
        try {
            return ("-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                            + "\n-----END CERTIFICATE-----\n")
                    .getBytes(US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IOException("a certificate has no encoding", e);
        }
    }

    /** Those in a key store of Java's, of any kind. */
    static List<X509Certificate> in(Path store, String password) throws IOException {
        try {
            KeyStore keys = KeyStore.getInstance(new File(store.toString()), password.toCharArray());
            List<X509Certificate> certificates = new ArrayList<>();
            for (String alias : Collections.list(keys.aliases())) {
                Certificate certificate = keys.getCertificate(alias);
                if (certificate instanceof X509Certificate x509) {
                    certificates.add(x509);
                }
            }
            return certificates;
        } catch (GeneralSecurityException e) {
            throw new IOException(store + " is no key store", e);
        }
    }

    /** Those that this Java trusts. */
    static List<X509Certificate> ofJava() throws IOException {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager x509) {
                    return List.of(x509.getAcceptedIssuers());
                }
            }
            return List.of();
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java has no trusted authorities", e);
        }
    }
}
