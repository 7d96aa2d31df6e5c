package dev.wiretape.recording;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The value of a field that holds credentials (RFC 9110 §11.4): perhaps a scheme, then what is secret. */
final class Credential {
    private static final Set<String> SCHEMES = Set.of("bearer", "basic", "digest", "negotiate");

    private Credential() {}

    /** The scheme with the blank behind it, or nothing. */
    static String scheme(String value) {
        int space = value.indexOf(' ');
        boolean known = space > 0 && SCHEMES.contains(value.substring(0, space).toLowerCase(Locale.ROOT));
        return known ? value.substring(0, space + 1) : "";
    }

    /** What is secret in the value: the token, and what Basic authentication hides in it. */
    static List<String> parts(String value) {
        String scheme = scheme(value);
        String token = value.substring(scheme.length()).strip();
        List<String> parts = new ArrayList<>(List.of(token));
        if (scheme.strip().equalsIgnoreCase("basic")) {
            try {
                String pair = new String(Base64.getDecoder().decode(token), ISO_8859_1);
                parts.add(pair);
                parts.add(pair.substring(pair.indexOf(':') + 1));
            } catch (IllegalArgumentException notBase64) {
                // Then the token is all there is to hide.
                return parts;
            }
        }
        return parts;
    }
}
