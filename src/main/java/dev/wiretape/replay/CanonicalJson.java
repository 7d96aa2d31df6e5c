package dev.wiretape.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** JSON compared by what it says: the order of keys, white space, escapes and the spelling of numbers do not matter. */
final class CanonicalJson {
    /** A single string, such as an image, may be nearly all of a body. */
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxStringLength(RequestDecoding.LARGEST)
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(LIMITS).build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private CanonicalJson() {}

    /** The document in {@code bytes}, or empty if that is no single JSON document. */
    static Optional<JsonNode> parse(byte[] bytes) {
        try {
            return Optional.of(MAPPER.readTree(bytes)).filter(node -> !node.isMissingNode());
        } catch (IOException e) {
            // Not JSON is an answer, not a failure: such bodies are compared as bytes.
            return Optional.empty();
        }
    }

    /** SHA-256 over the document's meaning, hex. */
    static String digest(JsonNode node) {
        MessageDigest sha256 = sha256();
        feed(sha256, node);
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** SHA-256 of bytes that are no JSON, hex; never that of a document. */
    static String digest(byte[] bytes) {
        MessageDigest sha256 = sha256();
        sha256.update((byte) 'b');
        return HexFormat.of().formatHex(sha256.digest(bytes));
    }

    /** Whether two values without children say the same, but for secrets that were taken out of the recorded one. */
    static boolean same(JsonNode recorded, JsonNode asked) {
        if (recorded.isTextual() && asked.isTextual()) {
            return Masked.same(recorded.textValue(), asked.textValue());
        }
        return (recorded.isNumber() && asked.isNumber())
                ? number(recorded).equals(number(asked))
                : recorded.equals(asked);
    }

    private static void feed(MessageDigest out, JsonNode node) {
        if (node.isObject()) {
            Map<String, JsonNode> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
            feed(out, '{', Integer.toString(fields.size()));
            fields.forEach((name, value) -> {
                feed(out, 'k', name);
                feed(out, value);
            });
        } else if (node.isArray()) {
            feed(out, '[', Integer.toString(node.size()));
            node.forEach(element -> feed(out, element));
        } else if (node.isNumber()) {
            feed(out, 'n', number(node));
        } else {
            feed(out, node.isTextual() ? 's' : 'l', node.asText());
        }
    }

    private static void feed(MessageDigest out, char tag, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        // The length keeps neighbours apart.
        out.update((tag + Integer.toString(bytes.length) + ":").getBytes(UTF_8));
        out.update(bytes);
    }

    /** Without writing the digits out: 1e999999 is short. */
    private static String number(JsonNode node) {
        BigDecimal value = node.decimalValue().stripTrailingZeros();
        return value.unscaledValue() + "e" + -value.scale();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
