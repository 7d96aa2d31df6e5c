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
 * @param digest of the body's meaning: equal for equal JSON, whatever its spelling, and for equal parts, whatever their
 *     boundary; otherwise of its bytes
 * @param steady the same of what does not vary from run to run; equal to {@code digest} where nothing does
 * @param turn of the model, the last message and the number of messages; empty where it is no conversation
 * @param stream whether an event stream is asked for; empty where the body says nothing about it
 * @param json the body, where it is a JSON document, without what never counts
 * @param session whose request it is, as clients say it of themselves; empty where they do not
 * @param manners what never counts
 */
record Asked(
        String method,
        String path,
        String query,
        String digest,
        String steady,
        Optional<String> turn,
        Optional<Boolean> stream,
        Optional<JsonNode> json,
        String session,
        Manners manners) {
    /** A request with its target in origin or absolute form, and its body as it was on the wire. */
    static Asked of(String method, String target, List<Field> headers, byte[] body) {
        return of(method, target, headers, body, Manners.NONE);
    }

    /** The same, compared by other manners. */
    static Asked of(String method, String target, List<Field> headers, byte[] body, Manners manners) {
        String origin = origin(target);
        int mark = origin.indexOf('?');
        String path = mark < 0 ? origin : origin.substring(0, mark);
        String query = mark < 0 ? "" : origin.substring(mark + 1);
        byte[] decoded = MultipartBody.withoutBoundary(headers, RequestDecoding.decode(headers, body));
        Optional<JsonNode> whole = CanonicalJson.parse(decoded);
        String session = manners.session(headers, whole);
        Optional<JsonNode> json = whole.map(manners::without);
        String digest = json.map(CanonicalJson::digest).orElseGet(() -> CanonicalJson.digest(decoded));
        String steady = json.map(Manners::steady).map(CanonicalJson::digest).orElse(digest);
        Optional<Boolean> stream = json.map(node -> node.path("stream"))
                .filter(JsonNode::isBoolean)
                .map(JsonNode::booleanValue);
        return new Asked(
                method, path, query, digest, steady, json.flatMap(Asked::turn), stream, json, session, manners);
    }

    /** The recorded request. */
    static Asked of(Entry.Request request, byte[] body) {
        return of(request, body, Manners.NONE);
    }

    /** The recorded request, compared by other manners. */
    static Asked of(Entry.Request request, byte[] body, Manners manners) {
        // Where the recorder took a coding off, the fields still name it.
        List<Field> fields = request.headers().stream()
                .filter(field -> request.encoding().isEmpty() || !field.key().equals("content-encoding"))
                .toList();
        return of(request.method(), request.url(), fields, body, manners);
    }

    /** The same to be kept for long: without the body's text, unless secrets were taken out of it. */
    Asked kept() {
        boolean masked = json.filter(body -> Masked.isIn(body.toString())).isPresent();
        return masked ? this : withoutText();
    }

    /** The same to be spoken of: without the body's text, which may be large. */
    Asked withoutText() {
        return new Asked(method, path, query, digest, steady, turn, stream, Optional.empty(), session, manners);
    }

    /** Whether a client's request has the body that this one had when it was recorded. */
    boolean hasBodyOf(Asked client) {
        return digest.equals(client.digest)
                || (json.isPresent()
                        && client.json.isPresent()
                        && JsonDiff.paths(json.get(), client.json.get(), 1).isEmpty());
    }

    /** Whether it is the same but for what varies from run to run. */
    boolean isAlike(Asked client) {
        return steady.equals(client.steady);
    }

    /** Whether it is the same model's turn after the same last message. */
    boolean isTheTurnOf(Asked client) {
        return turn.isPresent() && turn.equals(client.turn);
    }

    /** Whether a client's request has the query that this one had when it was recorded. */
    boolean hasQueryOf(Asked client) {
        return Masked.same(query, client.query);
    }

    /** {@code POST /v1/messages}. */
    String line() {
        return method + " " + path + (query.isEmpty() ? "" : "?" + query);
    }

    private static Optional<String> turn(JsonNode body) {
        JsonNode messages = body.path("messages");
        if (messages.isEmpty()) {
            return Optional.empty();
        }
        JsonNode last = Manners.steady(body).path("messages").path(messages.size() - 1);
        return Optional.of(body.path("model").asText() + " " + messages.size() + " " + CanonicalJson.digest(last));
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
