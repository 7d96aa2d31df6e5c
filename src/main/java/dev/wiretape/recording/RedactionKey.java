package dev.wiretape.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The random key of this installation under which secrets are hashed (HMAC-SHA-256), so that a guess cannot be tried. */
public final class RedactionKey {
    private static final int SIZE = 32;

    private static final int MOST_KEPT = 512;

    private final byte[] key;

    /** A client sends the same few secrets again and again. */
    private final Map<String, String> hashes = new ConcurrentHashMap<>();

    private RedactionKey(byte[] key) {
        this.key = key;
    }

    /** A key that is kept nowhere. */
    public static RedactionKey random() {
        byte[] key = new byte[SIZE];
        new SecureRandom().nextBytes(key);
        return new RedactionKey(key);
    }

    /**
     * The key in {@code file}, made there (0600, its folders 0700) where there is none.
     *
     * @throws java.nio.file.AccessDeniedException where others may read the file, or it is a symlink: such a key protects nothing
     */
    public static RedactionKey in(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            RedactionKey made = random();
            if (PrivateFiles.createWhole(file, made.key)) {
                return made;
            }
        }
        return read(file);
    }

    /** Eight hex digits that are equal for equal secrets. */
    String hash8(String secret) {
        if (hashes.size() >= MOST_KEPT) {
            hashes.clear();
        }
        return hashes.computeIfAbsent(secret, this::computeHash8);
    }

    private String computeHash8(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(secret.getBytes(UTF_8)), 0, 4);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    private static RedactionKey read(Path file) throws IOException {
        PrivateFiles.requirePrivate(file, "the redaction key");
        byte[] key = Files.readAllBytes(file);
        if (key.length != SIZE) {
            throw new IOException(
                    file + " is no redaction key of " + SIZE + " bytes; delete it to have a new one made");
        }
        return new RedactionKey(key);
    }
}
