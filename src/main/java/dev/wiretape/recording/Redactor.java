package dev.wiretape.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

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
                    + "|secret|client[_-]?secret|password|sig|signature)=)(?!<redacted:)((?<=//)[^/?#]*(?=@)|(?<==)[^&#]+)");

    private final RedactionKey key;

    /** A redactor whose placeholders are keyed with {@code key}. */
    public Redactor(RedactionKey key) {
        this.key = key;
    }

    /** The fields as they may stand in a recording. */
    public List<Field> fields(List<Field> fields) {
        return fields.stream().map(this::field).toList();
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
        return shown;
    }

    /** The URL as it may stand in a recording: no user info, no secret in its query. */
    String url(String url, Secrets secrets) {
        byte[] bytes = url.getBytes(UTF_8);
        List<Secret> found = secrets.find(bytes, 0, bytes.length);
        String masked = found.isEmpty()
                ? url
                : new String(
                        Masked.of(bytes, 0, List.of(), bytes.length, found, this)
                                .bytes(),
                        UTF_8);
        return SECRET_IN_URL
                .matcher(masked)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1) + placeholder("url", match.group(2))));
    }

    private static String cookie(String pair) {
        return pair.substring(pair.indexOf('=') + 1).strip();
    }

    private Field field(Field field) {
        String name = field.key();
        if (KEPT.contains(name) || KEPT_PREFIXES.stream().anyMatch(name::startsWith)) {
            return field;
        }
        if (CREDENTIALS.contains(name)) {
            return new Field(field.name(), credential(field.value()));
        }
        return new Field(field.name(), placeholder(COOKIES.contains(name) ? "cookie" : "header", field.value()));
    }

    /** The scheme is no secret and says which kind of credential was sent; the same key has one hash in every header. */
    private String credential(String value) {
        String scheme = Credential.scheme(value);
        return scheme + placeholder("credential", value.substring(scheme.length()));
    }

    /** What stands in a recording instead of the secret. */
    String placeholder(String kind, String secret) {
        return "<redacted:" + kind + ":" + key.hash8(secret) + ">";
    }
}
