package dev.wiretape.proxy.authority;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.wiretape.recording.PrivateFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an authority is kept: {@code authority.pem} with the intermediate's key and both certificates, put in place in
 * one step, and {@code root.pem}, a copy of the root for programs to trust.
 */
final class AuthorityFiles {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z ]+)-----\\s+([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final String HOSTS = "# hosts: ";

    private final Path folder;

    AuthorityFiles(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    Path key() {
        return folder.resolve("authority.pem");
    }

    Path root() {
        return folder.resolve("root.pem");
    }

    void write(Issued issued) throws IOException {
        String text = HOSTS + String.join(" ", new TreeSet<>(issued.hosts())) + "\n"
                + pem("PRIVATE KEY", issued.intermediateKey().getEncoded())
                + pem(issued.intermediate())
                + pem(issued.root());
        PrivateFiles.replace(key(), text.getBytes(US_ASCII));
        PrivateFiles.replace(root(), pem(issued.root()).getBytes(US_ASCII));
    }

    /** What is kept, if anything is; a link to nowhere is something. */
    Optional<Issued> kept() throws IOException {
        if (Files.exists(folder, NOFOLLOW_LINKS)) {
            PrivateFiles.requirePrivateFolder(folder, "the local authority's folder");
        }
        return Files.exists(key(), NOFOLLOW_LINKS) ? Optional.of(read()) : Optional.empty();
    }

    /** Deletes what is kept; false where nothing is. */
    boolean delete() throws IOException {
        boolean root = Files.deleteIfExists(root());
        return Files.deleteIfExists(key()) || root;
    }

    Issued read() throws IOException {
        PrivateFiles.requirePrivate(key(), "the local authority's key");
        String text = Files.readString(key(), UTF_8);
        try {
            Issued issued = parse(text);
            String root = pem(issued.root());
            if (Files.notExists(root()) || !Files.readString(root(), UTF_8).equals(root)) {
                PrivateFiles.replace(root(), root.getBytes(US_ASCII));
            }
            return issued;
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException(key() + " is damaged; \"wiretape ca remove\" clears the way for a new authority", e);
        }
    }

    private static Issued parse(String text) throws GeneralSecurityException {
        List<byte[]> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            blocks.add(Base64.getMimeDecoder().decode(block.group(2)));
        }
        PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(blocks.get(0)));
        String hosts = text.lines()
                .filter(l -> l.startsWith(HOSTS))
                .findFirst()
                .orElse(HOSTS)
                .substring(HOSTS.length());
        X509Certificate intermediate = certificate(blocks.get(1));
        requirePair(key, intermediate);
        return new Issued(certificate(blocks.get(2)), intermediate, key, Set.copyOf(List.of(hosts.split(" ", -1))));
    }

    private static void requirePair(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        if (!signature.verify(signed)) {
            throw new GeneralSecurityException("The key is not that of the certificate");
        }
    }

    private static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private static String pem(X509Certificate certificate) {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A certificate of ours has no encoding", e);
        }
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + type + "-----\n";
    }
}
