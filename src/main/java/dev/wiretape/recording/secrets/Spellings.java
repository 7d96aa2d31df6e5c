package dev.wiretape.recording.secrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The ways in which a credential may be spelt where it recurs. */
final class Spellings {
    /** What writers of JSON escape although they need not: Go; Gson; .NET; those that leave nothing to chance. */
    private static final List<String> ESCAPED = List.of("<>&", "<>&='", "\"&'<>+`", "\"&'<>+`=/:;,!#$%()*?@[]\\^{|}~ ");

    private Spellings() {}

    /** As it is, in JSON, in a URL, and in Base64 of whichever alignment and alphabet. */
    static Set<String> of(String secret) {
        Set<String> spellings = new LinkedHashSet<>();
        spellings.add(secret);
        spellings.add(json(secret, false));
        spellings.add(json(secret, true));
        for (String escaped : ESCAPED) {
            spellings.add(unicodeEscaped(secret, escaped, "\\u%04x"));
            spellings.add(unicodeEscaped(secret, escaped, "\\u%04X"));
        }
        String url = percentEncoded(secret);
        spellings.add(url);
        spellings.add(url.replace("%20", "+"));
        spellings.add(lowerCaseHex(url));
        for (int before = 0; before < 3; before++) {
            String core = base64Core(secret, before);
            spellings.add(core);
            spellings.add(core.replace('+', '-').replace('/', '_'));
            spellings.add(core.replace("/", "\\/"));
        }
        spellings.removeIf(s -> s.length() < Secrets.SHORTEST);
        return spellings;
    }

    private static String json(String secret, boolean escapedSlash) {
        String escaped = secret.replace("\\", "\\\\").replace("\"", "\\\"");
        return escapedSlash ? escaped.replace("/", "\\/") : escaped;
    }

    private static String unicodeEscaped(String secret, String which, String format) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < secret.length(); i++) {
            char c = secret.charAt(i);
            if (which.indexOf(c) >= 0) {
                escaped.append(String.format(Locale.ROOT, format, (int) c));
            } else {
                escaped.append(json(Character.toString(c), false));
            }
        }
        return escaped.toString();
    }

    private static String percentEncoded(String secret) {
        StringBuilder url = new StringBuilder();
        for (byte b : secret.getBytes(ISO_8859_1)) {
            boolean unreserved = (b >= 'a' && b <= 'z')
                    || (b >= 'A' && b <= 'Z')
                    || (b >= '0' && b <= '9')
                    || "-._~".indexOf(b) >= 0;
            url.append(unreserved ? Character.toString((char) b) : String.format(Locale.ROOT, "%%%02X", b & 0xFF));
        }
        return url.toString();
    }

    private static String lowerCaseHex(String url) {
        StringBuilder lower = new StringBuilder(url);
        for (int i = url.indexOf('%'); i >= 0; i = url.indexOf('%', i + 1)) {
            lower.replace(i, i + 3, url.substring(i, i + 3).toLowerCase(Locale.ROOT));
        }
        return lower.toString();
    }

    /** The characters that depend on the secret alone, whatever stands before and behind it in the encoded bytes. */
    private static String base64Core(String secret, int bytesBefore) {
        byte[] padded = ("\0".repeat(bytesBefore) + secret).getBytes(ISO_8859_1);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(padded);
        int firstWhole = (8 * bytesBefore + 5) / 6;
        int behindLastWhole = 8 * padded.length / 6;
        return encoded.substring(firstWhole, behindLastWhole);
    }
}
