package dev.wiretape.recording;

import dev.wiretape.recording.secrets.Secret;
import dev.wiretape.recording.secrets.Secrets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps secrets out of recordings, in the writer and nowhere else. Header values pass only where the name is known to
 * be harmless; every other value becomes {@code <redacted:KIND:HASH8>} with a keyed hash, so that equal secrets stay
 * equal and nothing of them is kept. Thread-safe.
 */
public final class Redactor {
    private static final Set<String> CREDENTIALS =
            Set.of("authorization", "proxy-authorization", "x-api-key", "api-key");
    private static final Set<String> COOKIES = Set.of("cookie", "set-cookie");

    private static final Set<String> KEPT = Set.of(
            // Content and its transfer (RFC 9110, 9111, 9112)
            "accept",
            "accept-charset",
            "accept-encoding",
            "accept-language",
            "accept-ranges",
            "age",
            "allow",
            "cache-control",
            "connection",
            "content-encoding",
            "content-language",
            "content-length",
            "content-range",
            "content-type",
            "date",
            "etag",
            "expect",
            "expires",
            "host",
            "if-match",
            "if-modified-since",
            "if-none-match",
            "if-unmodified-since",
            "keep-alive",
            "last-modified",
            "pragma",
            "range",
            "retry-after",
            "retry-after-ms",
            // What Node's fetch says with each request (Fetch Metadata)
            "sec-fetch-dest",
            "sec-fetch-mode",
            "sec-fetch-site",
            "server",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent",
            "vary",
            "via",
            "warning",
            "strict-transport-security",
            "x-content-type-options",
            "alt-svc",
            "server-timing",
            // The Messages API and its SDKs
            "anthropic-beta",
            "anthropic-version",
            "anthropic-dangerous-direct-browser-access",
            "request-id",
            "x-app",
            "x-should-retry",
            "x-robots-tag",
            // Intermediaries that tell where a stream went wrong
            "cf-cache-status",
            "cf-ray",
            "x-cache",
            "x-request-id",
            "x-accel-buffering",
            "x-envoy-upstream-service-time");

    private static final List<String> KEPT_PREFIXES = List.of("anthropic-ratelimit-", "x-stainless-");

    /** User info, and query parameters that hold credentials by their name. */
    private static final Pattern SECRET_IN_URL = Pattern.compile(
            "(?i)(^[a-z][a-z0-9+.-]*://(?=[^/?#]*@)|[?&](?:api[_-]?key|key|token|access[_-]?token|refresh[_-]?token|auth"
                    + "|secret|client[_-]?secret|password|sig|signature)=)(?!<redacted:[a-z-]+:[0-9a-f]{8}>(?:[@&#]|$))((?<=//)[^/?#]*(?=@)|(?<==)[^&#]+)");

    /** What stands in a recording instead of a secret; there is nothing left in it to hide. */
    private static final Pattern PLACEHOLDER = Pattern.compile("<redacted:[a-z-]+:[0-9a-f]{8}>");

    private final RedactionKey key;

    /** A redactor whose placeholders are keyed with {@code key}. */
    public Redactor(RedactionKey key) {
        this.key = key;
    }

    /** The fields as they may stand in a recording, without what {@code secrets} knows in those that are kept. */
    List<Field> fields(List<Field> fields, Secrets secrets) {
        return fields.stream().map(field -> field(field, secrets)).toList();
    }

    /** The credentials that the fields show, without their schemes, names and attributes. */
    List<String> credentials(List<Field> fields) {
        List<String> shown = new ArrayList<>();
        for (Field field : fields) {
            switch (field.key()) {
                case "cookie" -> Arrays.stream(field.value().split(";", -1)).forEach(pair -> shown.add(cookie(pair)));
                case "set-cookie" -> shown.add(cookie(field.value().split(";", 2)[0]));
                default -> {
                    if (CREDENTIALS.contains(field.key())) {
                        shown.addAll(Credential.parts(field.value()));
                    }
                }
            }
        }
        shown.removeIf(value -> PLACEHOLDER.matcher(value).matches());
        return shown;
    }

    /** Any text without what {@code secrets} finds in it. */
    String text(String text, Secrets secrets) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            char c = text.charAt(i);
            bytes[i] = (byte) (c > 0xFF ? 0 : c);
        }
        List<Secret> found = secrets.find(bytes, 0, bytes.length);
        if (found.isEmpty()) {
            return text;
        }
        StringBuilder masked = new StringBuilder();
        int done = 0;
        for (Secret secret : found) {
            masked.append(text, done, secret.start()).append(placeholder(secret.kind(), secret.value()));
            done = secret.end();
        }
        return masked.append(text, done, text.length()).toString();
    }

    /** The URL as it may stand in a recording: no user info, no secret in its query. */
    String url(String url, Secrets secrets) {
        return SECRET_IN_URL
                .matcher(text(url, secrets))
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1) + placeholder("url", match.group(2))));
    }

    private static String cookie(String pair) {
        return pair.substring(pair.indexOf('=') + 1).strip();
    }

    private Field field(Field field, Secrets secrets) {
        String key = field.key();
        if (KEPT.contains(key)) {
            return new Field(field.name(), text(field.value(), secrets));
        }
        String name = text(field.name(), secrets);
        if (KEPT_PREFIXES.stream().anyMatch(key::startsWith)) {
            return new Field(name, text(field.value(), secrets));
        }
        if (PLACEHOLDER.matcher(field.value()).matches()) {
            return new Field(name, field.value());
        }
        if (CREDENTIALS.contains(key)) {
            return new Field(name, credential(field.value()));
        }
        return new Field(name, placeholder(COOKIES.contains(key) ? "cookie" : "header", field.value()));
    }

    /** The scheme is no secret and says which kind of credential was sent; the same key has one hash in every header. */
    private String credential(String value) {
        String scheme = Credential.scheme(value);
        String token = value.substring(scheme.length());
        return PLACEHOLDER.matcher(token).matches() ? value : scheme + placeholder("credential", token);
    }

    /** What stands in a recording instead of the secret. */
    String placeholder(String kind, String secret) {
        return "<redacted:" + kind + ":" + key.hash8(secret) + ">";
    }
}
