package dev.wiretape.recording;

import java.util.List;
import java.util.Locale;
import java.util.Set;

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

    private final RedactionKey key;

    /** A redactor whose placeholders are keyed with {@code key}. */
    public Redactor(RedactionKey key) {
        this.key = key;
    }

    /** The fields as they may stand in a recording. */
    public List<Field> fields(List<Field> fields) {
        return fields.stream().map(this::field).toList();
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
        int space = value.indexOf(' ');
        boolean scheme = space > 0
                && Set.of("bearer", "basic", "digest")
                        .contains(value.substring(0, space).toLowerCase(Locale.ROOT));
        return scheme
                ? value.substring(0, space + 1) + placeholder("credential", value.substring(space + 1))
                : placeholder("credential", value);
    }

    private String placeholder(String kind, String secret) {
        return "<redacted:" + kind + ":" + key.hash8(secret) + ">";
    }
}
