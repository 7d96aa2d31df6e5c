package dev.wiretape.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** What clients from elsewhere have to know. */
public final class AccessToken {
    /** The header field that carries it; it ends here and is never passed on. */
    public static final String FIELD = "Wiretape-Token";

    /** The field in which clients send what stands in the URL of their proxy. */
    static final String PROXY_FIELD = "Proxy-Authorization";

    /** Fewer characters could be guessed. */
    public static final int SHORTEST = 16;

    private static final int BYTES = 32;

    private final String text;

    /**
     * A token somebody chose.
     *
     * @throws IllegalArgumentException with a sentence for the user, where it is too short or no header field could carry it
     */
    public AccessToken(String text) {
        if (text.length() < SHORTEST || !text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IllegalArgumentException(
                    "a token is " + SHORTEST + " or more characters of ASCII without white space");
        }
        this.text = text;
    }

    /** One that nobody can guess. */
    public static AccessToken random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new AccessToken(HexFormat.of().formatHex(bytes));
    }

    /** The token itself. */
    public String text() {
        return text;
    }

    /** Whether one of the values of the two fields is the token. */
    boolean isAmong(List<String> values, List<String> proxyValues) {
        boolean known = values.stream().anyMatch(value -> same(value.strip()));
        return known || proxyValues.stream().anyMatch(value -> same(credentials(value.strip())));
    }

    /** {@code Bearer TOKEN}, or {@code Basic} with any user and the token as the password (RFC 7617, RFC 6750). */
    private static String credentials(String value) {
        int space = value.indexOf(' ');
        String scheme = space < 0 ? "" : value.substring(0, space).toLowerCase(Locale.ROOT);
        String rest = value.substring(space + 1).strip();
        if (scheme.equals("bearer")) {
            return rest;
        }
        if (!scheme.equals("basic")) {
            return "";
        }
        try {
            String pair = new String(Base64.getDecoder().decode(rest), UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** In a time that tells nothing of how much was right. */
    private boolean same(String other) {
        return MessageDigest.isEqual(text.getBytes(UTF_8), other.getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "AccessToken";
    }
}
