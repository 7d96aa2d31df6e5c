package dev.wiretape.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A line of which some members change while the others, unknown ones too, stay; if none does, so does the line. */
final class LineEdit {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .build());
    }

    /** What is changed by its own rules or cannot hold a secret. */
    private static final Set<String> OWN_RULES =
            Set.of("kind", "raw", "text", "base64", "body", "headers", "url", "sha256", "wire_sha256");

    private final Payload line;
    private final UnaryOperator<String> harmless;
    private final ObjectNode root;
    private boolean changed;
    private int taken;

    /** Any text that no rule of its own is for passes through {@code harmless}. */
    LineEdit(Payload line, UnaryOperator<String> harmless) throws IOException {
        this.line = line;
        this.harmless = harmless;
        this.root = (ObjectNode) JSON.readTree(line.array());
    }

    LineEdit headers(List<Field> fields) {
        ArrayNode headers = JSON.createArrayNode();
        fields.forEach(
                field -> headers.add(JSON.createArrayNode().add(field.name()).add(field.value())));
        JsonNode old = root.path("headers");
        if (headers.equals(old) || (headers.isEmpty() && !old.isArray())) {
            return this;
        }
        for (int i = 0; i < headers.size(); i++) {
            taken += headers.get(i).equals(old.get(i)) ? 0 : 1;
        }
        root.set("headers", headers);
        changed = true;
        return this;
    }

    /** The bytes that stand as {@code name} or in Base64, in the object called {@code member}, or here if that is empty. */
    void payload(String member, String name, byte[] bytes) {
        JsonNode in = member.isEmpty() ? root : root.path(member);
        if (in instanceof ObjectNode object && !Arrays.equals(bytes(object, name), bytes)) {
            boolean utf8 = JsonText.isUtf8(bytes, 0, bytes.length);
            TextNode value = TextNode.valueOf(
                    utf8 ? new String(bytes, UTF_8) : Base64.getEncoder().encodeToString(bytes));
            object.remove(utf8 ? "base64" : name);
            object.set(utf8 ? name : "base64", value);
            changed = true;
        }
    }

    /** Whether the bytes are those of the payload. */
    boolean isPayload(String name, byte[] bytes, int offset, int length) {
        return Arrays.equals(bytes(root, name), Arrays.copyOfRange(bytes, offset, offset + length));
    }

    LineEdit parts(List<Part> parts) {
        ArrayNode array = JSON.createArrayNode();
        parts.forEach(part -> array.add(JSON.createArrayNode().add(part.bytes()).add(part.t())));
        if (!array.isEmpty() || root.has("parts")) {
            root.set("parts", array);
            changed = true;
        }
        return this;
    }

    /** How many secrets were taken out of the line, before and now. */
    LineEdit redactions(int count) {
        if (count != root.path("redacted").asInt()) {
            number("redacted", count);
        }
        return this;
    }

    void number(String name, long value) {
        root.put(name, value);
        changed = true;
    }

    void text(String name, String value) {
        root.put(name, value);
        changed = true;
    }

    /** Writes the line with its LF; returns how many secrets were taken from headers and other texts. */
    int write(OutputStream out) throws IOException {
        root.properties().forEach(member -> {
            if (!OWN_RULES.contains(member.getKey())) {
                member.setValue(masked(member.getValue()));
            }
        });
        if (changed) {
            out.write(JSON.writeValueAsBytes(root));
        } else {
            out.write(line.array());
        }
        out.write('\n');
        return taken;
    }

    private JsonNode masked(JsonNode node) {
        if (node.isTextual()) {
            String text = harmless.apply(node.textValue());
            if (!text.equals(node.textValue())) {
                changed = true;
                taken++;
                return TextNode.valueOf(text);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, masked(array.get(i)));
            }
        } else if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> member.setValue(masked(member.getValue())));
        }
        return node;
    }

    private static byte[] bytes(ObjectNode in, String name) {
        String text = in.path(name).textValue();
        if (text != null) {
            return text.getBytes(UTF_8);
        }
        String base64 = in.path("base64").textValue();
        return base64 == null ? new byte[0] : Base64.getDecoder().decode(base64);
    }
}
