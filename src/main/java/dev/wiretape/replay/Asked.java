package dev.wiretape.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Field;
import java.util.List;
import java.util.Optional;

/**
 * A request as matching sees it, whether it comes from a client or from a recording.
 *
 * @param path as it was sent, without the query
 * @param query without the question mark; empty if there was none
 * @param digest of the body's meaning: equal for equal JSON, whatever its spelling; otherwise of its bytes
 * @param json the body, where it is a JSON document
 */
record Asked(String method, String path, String query, String digest, Optional<JsonNode> json) {
    /** A request with its target in origin or absolute form, and its body as it was on the wire. */
    static Asked of(String method, String target, List<Field> headers, byte[] body) {
        String origin = origin(target);
        int mark = origin.indexOf('?');
        String path = mark < 0 ? origin : origin.substring(0, mark);
        String query = mark < 0 ? "" : origin.substring(mark + 1);
        byte[] decoded = RequestDecoding.decode(headers, body);
        Optional<JsonNode> json = CanonicalJson.parse(decoded);
        String digest = json.map(CanonicalJson::digest).orElseGet(() -> CanonicalJson.digest(decoded));
        return new Asked(method, path, query, digest, json);
    }

    /** The recorded request. */
    static Asked of(Entry.Request request, byte[] body) {
        // Where the recorder took a coding off, the fields still name it.
        List<Field> fields = request.encoding().isPresent() ? List.of() : request.headers();
        return of(request.method(), request.url(), fields, body);
    }

    /** The same to be kept for long: without the body's text, unless secrets were taken out of it. */
    Asked kept() {
        boolean masked = json.filter(body -> Masked.isIn(body.toString())).isPresent();
        return masked ? this : new Asked(method, path, query, digest, Optional.empty());
    }

    /** Whether a client's request has the body that this one had when it was recorded. */
    boolean hasBodyOf(Asked client) {
        return digest.equals(client.digest)
                || (json.isPresent()
                        && client.json.isPresent()
                        && JsonDiff.paths(json.get(), client.json.get(), 1).isEmpty());
    }

    /** Whether a client's request has the query that this one had when it was recorded. */
    boolean hasQueryOf(Asked client) {
        return Masked.same(query, client.query);
    }

    /** {@code POST /v1/messages}. */
    String line() {
        return method + " " + path + (query.isEmpty() ? "" : "?" + query);
    }

    private static String origin(String target) {
        int scheme = target.indexOf("://");
        if (target.startsWith("/") || scheme < 0) {
            return target;
        }
        int slash = target.indexOf('/', scheme + 3);
        int mark = target.indexOf('?', scheme + 3);
        if (slash < 0 || (mark >= 0 && mark < slash)) {
            return "/" + (mark < 0 ? "" : target.substring(mark));
        }
        return target.substring(slash);
    }
}
