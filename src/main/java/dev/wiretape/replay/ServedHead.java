package dev.wiretape.replay;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A recorded head as it is served: status, reason and fields as recorded, in order; what describes the transfer is
 * re-made for the bytes that are sent now.
 *
 * @param fields without a transfer coding
 * @param length the body's length, if the fields announce it; else the body is chunked
 * @param hasBody whether a body follows at all
 */
record ServedHead(int status, String reason, List<Field> fields, OptionalLong length, boolean hasBody) {
    /** Fields about one connection, never about the next (RFC 9110 §7.6.1). */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection", "keep-alive", "proxy-connection", "transfer-encoding", "te", "upgrade", "proxy-authenticate");

    /**
     * The head for a recorded response.
     *
     * @param decoded how many decoded bytes its body has, where it is known to be whole
     * @param headOnly whether a HEAD request is answered
     */
    static ServedHead of(Entry.Response response, OptionalLong decoded, boolean headOnly) {
        boolean hasBody = !headOnly && hasBody(response.status());
        // The lines hold decoded bytes, so the coding goes, and with it the length of the encoded ones.
        boolean wasCoded = hasBody && response.encoding().isPresent() && !response.undecoded();
        Set<String> dropped = new HashSet<>(HOP_BY_HOP);
        named(response.headers()).forEach(dropped::add);
        if (wasCoded) {
            dropped.add("content-encoding");
        }
        OptionalLong length = length(response, wasCoded ? decoded : announced(response.headers()));
        List<Field> fields = new ArrayList<>();
        for (Field field : response.headers()) {
            if (field.key().equals("content-length")) {
                length.ifPresent(n -> fields.add(new Field(field.name(), Long.toString(n))));
            } else if (!dropped.contains(field.key()) && !isRedactedCookie(field)) {
                fields.add(field);
            }
        }
        return new ServedHead(response.status(), response.reason(), List.copyOf(fields), length, hasBody);
    }

    /** Whether an answer other than to HEAD has a body at all (RFC 9112 §6.3). */
    private static boolean hasBody(int status) {
        return status >= 200 && status != 204 && status != 304;
    }

    /** A length is announced only where one was; an answer without a body keeps what its body would have had. */
    private static OptionalLong length(Entry.Response response, OptionalLong length) {
        boolean announced = announced(response.headers()).isPresent();
        boolean chunked = Field.first(response.headers(), "transfer-encoding").isPresent();
        return announced && !chunked ? length : OptionalLong.empty();
    }

    private static OptionalLong announced(List<Field> fields) {
        Optional<String> value = Field.first(fields, "content-length").map(String::trim);
        return value.filter(text -> text.matches("[0-9]{1,18}")).isPresent()
                ? OptionalLong.of(Long.parseLong(value.get()))
                : OptionalLong.empty();
    }

    private static List<String> named(List<Field> fields) {
        return fields.stream()
                .filter(field -> field.key().equals("connection"))
                .flatMap(field -> Arrays.stream(field.value().split(",")))
                .map(token -> token.trim().toLowerCase(Locale.ROOT))
                .toList();
    }

    /**
     * A cookie that is no longer there must not be stored and sent back. Other redacted values are served as they
     * stand: that the field was there is part of the answer, and equal secrets stay equal.
     */
    private static boolean isRedactedCookie(Field field) {
        return field.key().equals("set-cookie") && field.value().contains("<redacted:");
    }
}
