package dev.wiretape.cli.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The variables that make a program trust one more authority, whatever its runtime, and the files they name. What the
 * environment made it trust before, it goes on trusting.
 */
public final class TrustVariables {
    /** Their file adds to what the runtime trusts: Node, Bun and Claude Code; Deno. */
    private static final List<String> ADDING = List.of("NODE_EXTRA_CA_CERTS", "DENO_CERT");

    /** Their file replaces what the runtime trusts, so that the system's have to be in it. */
    private static final List<String> REPLACING = List.of("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE");

    /** Whose value a runtime goes by where the variable itself is not set. */
    private static final Map<String, String> NEXT =
            Map.of("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE");

    /** Replacing ones of tools that need them only where somebody set them. */
    private static final List<String> WHERE_SET =
            List.of("AWS_CA_BUNDLE", "GIT_SSL_CAINFO", "NIX_SSL_CERT_FILE", "PIP_CERT");

    private final TrustFolder folder;
    private final X509Certificate root;
    private final Path here;

    /**
     * Variables that add {@code root}.
     *
     * @param folder where their files are kept, each 0600
     * @param here where relative paths in the environment begin
     */
    public TrustVariables(Path folder, X509Certificate root, Path here) {
        this.folder = new TrustFolder(folder);
        this.root = root;
        this.here = here;
    }

    /**
     * The variables to set. The files they name are there.
     *
     * @param inherited the environment as it is
     * @throws IOException where a file cannot be written
     */
    public Map<String, String> over(Map<String, String> inherited) throws IOException {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String name : ADDING) {
            Optional<Path> before = given(inherited, name);
            variables.put(name, bundle(before.isPresent() ? PemFiles.read(before.get()) : new byte[0]));
        }
        for (String name : REPLACING) {
            Optional<Path> before = given(inherited, name)
                    .or(() -> Optional.ofNullable(NEXT.get(name)).flatMap(next -> given(inherited, next)));
            variables.put(name, bundle(before.isPresent() ? PemFiles.read(before.get()) : SystemRoots.pem()));
        }
        for (String name : WHERE_SET) {
            Optional<Path> before = given(inherited, name);
            if (before.isPresent()) {
                variables.put(name, bundle(PemFiles.read(before.get())));
            }
        }
        variables.put(JavaOptions.VARIABLE, new JavaTrust(folder, root, this::readable).options(inherited));
        return variables;
    }

    /** What the variable names; a runtime ignores what it cannot read, and so do we. */
    private Optional<Path> given(Map<String, String> inherited, String name) {
        return readable(inherited.getOrDefault(name, ""));
    }

    private Optional<Path> readable(String text) {
        try {
            return text.isBlank()
                    ? Optional.empty()
                    : Optional.of(here.resolve(text)).filter(Files::isReadable);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private String bundle(byte[] before) throws IOException {
        byte[] content = PemFiles.with(before, root);
        return folder.file(List.of(content), ".pem", () -> content).toString();
    }
}
