package dev.wiretape.proxy;

import dev.wiretape.recording.Field;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses requests that two HTTP implementations could understand differently, before anything of them is forwarded
 * (RFC 9112 §11.2).
 */
final class RequestCheck {
    private static final String ALPHANUMERIC = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final BitSet TOKEN = set(ALPHANUMERIC + "!#$%&'*+.^_`|~-");
    private static final BitSet DIGIT = set("0123456789");
    private static final BitSet NAME = set(ALPHANUMERIC + "._~%!$&'()*+;=-");
    private static final BitSet ADDRESS = set("0123456789abcdefABCDEF:.");
    private static final int MOST_DIGITS = 18;
    private static final int MOST_FIELDS = 1_000;
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");
    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");

    private RequestCheck() {}

    /** Why the request is refused, if it is. */
    static Optional<Refusal> refusal(String method, String target, boolean http10, List<Field> fields) {
        return method(method)
                .or(() -> target(method, target))
                .or(() -> number(fields))
                .or(() -> names(fields))
                .or(() -> host(http10, fields))
                .or(() -> framing(http10, fields))
                .or(() -> expectation(fields));
    }

    /** A server that takes {@code head} for HEAD answers without the body that everybody else waits for. */
    private static Optional<Refusal> method(String method) {
        return !METHODS.contains(method) && METHODS.contains(method.toUpperCase(Locale.ROOT))
                ? Optional.of(new Refusal(
                        501, "invalid_request_error", "the method " + method + " is not written in capitals"))
                : Optional.empty();
    }

    private static Optional<Refusal> target(String method, String target) {
        boolean originForm = target.startsWith("/");
        boolean asterisk = target.equals("*") && method.equals("OPTIONS");
        if (!originForm && !asterisk) {
            return Refusal.badRequest("the request target must be a path");
        }
        return target.indexOf('#') >= 0
                ? Refusal.badRequest("the request target must not have a fragment")
                : Optional.empty();
    }

    private static Optional<Refusal> number(List<Field> fields) {
        return fields.size() > MOST_FIELDS
                ? Optional.of(new Refusal(
                        431, "invalid_request_error", "there are more than " + MOST_FIELDS + " header fields"))
                : Optional.empty();
    }

    private static Optional<Refusal> names(List<Field> fields) {
        for (Field field : fields) {
            if (!consistsOf(TOKEN, field.name())) {
                return Refusal.badRequest("a header field's name is not a token");
            }
            if (isNearMiss(field.key())) {
                return Refusal.badRequest("the header field " + field.name()
                        + " differs in one letter from one that frames the message; some servers take it for that one");
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> host(boolean http10, List<Field> fields) {
        List<String> hosts = values(fields, "host");
        if (hosts.isEmpty() && http10) {
            return Optional.empty();
        }
        if (hosts.size() != 1) {
            return Refusal.badRequest("there must be exactly one Host field, not " + hosts.size());
        }
        return hosts.get(0).isEmpty() || isAuthority(hosts.get(0))
                ? Optional.empty()
                : Refusal.badRequest("the Host field is not a host and port");
    }

    private static Optional<Refusal> framing(boolean http10, List<Field> fields) {
        List<String> lengths = values(fields, "content-length");
        List<String> codings = values(fields, "transfer-encoding");
        if (!lengths.isEmpty() && !codings.isEmpty()) {
            return Refusal.badRequest("Content-Length and Transfer-Encoding contradict each other");
        }
        if (lengths.size() > 1 || lengths.stream().anyMatch(l -> l.length() > MOST_DIGITS || !consistsOf(DIGIT, l))) {
            return Refusal.badRequest("there must be one Content-Length, a number");
        }
        if (codings.isEmpty()) {
            return Optional.empty();
        }
        if (http10) {
            return Refusal.badRequest("HTTP/1.0 has no Transfer-Encoding");
        }
        return codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked")
                ? Optional.empty()
                : Optional.of(new Refusal(
                        501, "invalid_request_error", "the only Transfer-Encoding understood here is chunked"));
    }

    /** Why fields that are about a connection must not be taken where they have no meaning (RFC 9113 §8.2.2). */
    static Optional<Refusal> connectionFields(List<Field> fields) {
        boolean some = fields.stream()
                .anyMatch(field -> field.key().equals("transfer-encoding")
                        || field.key().equals("connection")
                        || field.key().equals("upgrade"));
        return some ? Refusal.badRequest("HTTP/2 has no fields about the connection") : Optional.empty();
    }

    /** Why a request that has no body must not be taken where it announces one. */
    static Optional<Refusal> body(List<Field> fields) {
        boolean announced = !values(fields, "transfer-encoding").isEmpty()
                || values(fields, "content-length").stream().anyMatch(length -> !length.equals("0"));
        return announced ? Refusal.badRequest("a request of this kind has no body") : Optional.empty();
    }

    private static Optional<Refusal> expectation(List<Field> fields) {
        return values(fields, "expect").stream()
                .filter(value -> !value.equalsIgnoreCase("100-continue"))
                .findFirst()
                .map(value -> new Refusal(417, "invalid_request_error", "the only expectation known is 100-continue"));
    }

    /** One letter off a name that frames messages: Vert.x before 5.1.10 and 5.2.1 took such a one for it. */
    private static boolean isNearMiss(String name) {
        for (String framing : FRAMING) {
            if (name.length() == framing.length() && differences(name, framing) == 1) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is {@code host}, {@code host:}, or {@code host:port}. */
    private static boolean isAuthority(String host) {
        int colon = host.indexOf(':', Math.max(0, host.lastIndexOf(']')));
        String name = colon < 0 ? host : host.substring(0, colon);
        String port = colon < 0 ? "" : host.substring(colon + 1);
        boolean literal = name.startsWith("[") && name.endsWith("]");
        return (literal ? consistsOf(ADDRESS, name.substring(1, name.length() - 1)) : consistsOf(NAME, name))
                && (port.isEmpty() || consistsOf(DIGIT, port));
    }

    private static boolean consistsOf(BitSet allowed, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!allowed.get(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static BitSet set(String characters) {
        BitSet set = new BitSet(128);
        characters.chars().forEach(set::set);
        return set;
    }

    private static int differences(String a, String b) {
        int differences = 0;
        for (int i = 0; i < a.length(); i++) {
            if (a.charAt(i) != b.charAt(i)) {
                differences++;
            }
        }
        return differences;
    }

    private static List<String> values(List<Field> fields, String name) {
        List<String> values = new ArrayList<>(1);
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                values.add(field.value().strip());
            }
        }
        return values;
    }
}
