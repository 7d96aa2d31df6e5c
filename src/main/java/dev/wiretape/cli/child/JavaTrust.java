package dev.wiretape.cli.child;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A trust store for Java: what the program's Java would trust otherwise, and one more. */
final class JavaTrust {
    private static final String STORE = "javax.net.ssl.trustStore";
    private static final String PASSWORD = "javax.net.ssl.trustStorePassword";

    /** What Java itself uses; a trust store holds no secret. */
    private static final String USUAL_PASSWORD = "changeit";

    private final TrustFolder folder;
    private final X509Certificate root;
    private final Function<String, Optional<Path>> readable;

    /**
     * A store with {@code root}.
     *
     * @param readable the file that a path in the environment means, if it can be read
     */
    JavaTrust(TrustFolder folder, X509Certificate root, Function<String, Optional<Path>> readable) {
        this.folder = folder;
        this.root = root;
        this.readable = readable;
    }

    /** The value for {@code JAVA_TOOL_OPTIONS}. */
    String options(Map<String, String> inherited) throws IOException {
        String before = inherited.getOrDefault(JavaOptions.VARIABLE, "");
        List<X509Certificate> roots = new ArrayList<>(roots(before, inherited.getOrDefault("JAVA_HOME", "")));
        if (!roots.contains(root)) {
            roots.add(root);
        }
        List<byte[]> encoded = new ArrayList<>();
        for (X509Certificate certificate : roots) {
            encoded.add(SystemRoots.pem(certificate));
        }
        Path store = folder.file(encoded, ".jks", () -> store(roots));
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(STORE, store.toString());
        // Every Java reads this type, while the contents of PKCS #12 differ from release to release.
        properties.put("javax.net.ssl.trustStoreType", "jks");
        properties.put(PASSWORD, USUAL_PASSWORD);
        return JavaOptions.with(before, properties);
    }

    private List<X509Certificate> roots(String options, String javaHome) throws IOException {
        Optional<Path> given = JavaOptions.property(options, STORE).flatMap(readable);
        Optional<Path> ofHome =
                javaHome.isBlank() ? Optional.empty() : readable.apply(javaHome + "/lib/security/cacerts");
        Optional<Path> store = given.or(() -> ofHome);
        if (store.isEmpty()) {
            return SystemRoots.ofJava();
        }
        String password =
                given.flatMap(s -> JavaOptions.property(options, PASSWORD)).orElse(USUAL_PASSWORD);
        try {
            return SystemRoots.in(store.get(), password);
        } catch (IOException notWithThatPassword) {
            return SystemRoots.ofJava();
        }
    }

    private static byte[] store(List<X509Certificate> roots) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("JKS");
            store.load(null, null);
            for (int i = 0; i < roots.size(); i++) {
                store.setCertificateEntry("root-" + i, roots.get(i));
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, USUAL_PASSWORD.toCharArray());
            return bytes.toByteArray();
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java cannot write a trust store", e);
        }
    }
}
