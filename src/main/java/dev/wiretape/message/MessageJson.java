package dev.wiretape.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The assembled message as JSON, as the official clients' final message shows it. What was on the wire is kept, also
 * where those clients drop it: members of events and of usage they do not know. Values that did not arrive in pieces
 * stand as they stood on the wire, never re-encoded.
 *
 * <p>A tool input that stops in the middle is closed as {@link PartialJson} says. One that is not JSON at all leaves
 * {@code input} what it was at the block's start, and stands, as it arrived, in {@code partial_json} beside it.
 */
public final class MessageJson {
    private final Appendable out;

    private MessageJson(Appendable out) {
        this.out = out;
    }

    /** The message, with no white space but that of the wire. */
    public static String of(MessageSnapshot message) {
        StringBuilder out = new StringBuilder();
        try {
            write(message, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /**
     * Writes the message, with no white space but that of the wire; through a {@link PrettyJson}, indented.
     *
     * @throws IOException what {@code out} throws
     */
    public static void write(MessageSnapshot message, Appendable out) throws IOException {
        new MessageJson(out).message(message);
    }

    /** One block as it stands in the message. */
    public static String of(Block block) {
        StringBuilder out = new StringBuilder();
        MessageJson json = new MessageJson(out);
        try {
            json.object(json.members(block));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private interface Value {
        void write() throws IOException;
    }

    private void message(MessageSnapshot message) throws IOException {
        Map<String, Value> members = new LinkedHashMap<>();
        message.members().forEach((name, value) -> {
            if (name.startsWith("stop_")) {
                members.putIfAbsent("content", () -> blocks(message.blocks()));
            }
            members.put(name, () -> out.append(value.text()));
        });
        if (message.started() || !message.blocks().isEmpty()) {
            members.putIfAbsent("content", () -> blocks(message.blocks()));
        }
        if (!message.usage().stated().isEmpty()) {
            members.put("usage", () -> object(raw(message.usage().stated())));
        }
        message.extras().forEach((name, value) -> {
            String member = name.substring(name.indexOf('.') + 1);
            members.putIfAbsent(member, () -> out.append(value.text()));
        });
        object(members);
    }

    private void blocks(List<Block> blocks) throws IOException {
        out.append('[');
        String comma = "";
        for (Block block : blocks) {
            out.append(comma);
            object(members(block));
            comma = ",";
        }
        out.append(']');
    }

    private Map<String, Value> members(Block block) {
        Map<String, RawJson> stated = block.start().members();
        Map<String, Value> members = raw(stated);
        block.extras().forEach((name, value) -> members.put(name, () -> out.append(value.text())));
        text(block, Part.TEXT, block.text(), stated, members);
        text(block, Part.THINKING, block.thinking(), stated, members);
        text(block, Part.COMPACTION, block.compaction(), stated, members);
        block.signature()
                .filter(signature -> Part.SIGNATURE.fits(block.type()).orElse(true))
                .ifPresent(signature -> members.put("signature", () -> JsonText.quote(signature, out)));
        if (!block.citations().isEmpty() && Part.CITATIONS.fits(block.type()).orElse(true)) {
            RawJson before = stated.getOrDefault("citations", RawJson.NULL);
            members.put("citations", () -> array(before.elements(), block.citations()));
        }
        if (block.input().text().length() > 0 && Part.INPUT.fits(block.type()).orElse(true)) {
            input(block.input(), members);
        }
        return members;
    }

    /** Replaces a text that grew; one that did not stands as it stood at the start. */
    private void text(Block block, Part part, Text text, Map<String, RawJson> stated, Map<String, Value> members) {
        String name = part.blockMember();
        int before = stated.getOrDefault(name, RawJson.NULL)
                .asString()
                .map(String::length)
                .orElse(-1);
        if (text.length() > Math.max(before, 0) && part.fits(block.type()).orElse(true)) {
            members.put(name, () -> JsonText.quote(text, out));
        }
    }

    private void input(JsonProgress input, Map<String, Value> members) {
        if (input.endsWell()) {
            members.put("input", () -> text(input.text()));
            return;
        }
        input.value()
                .filter(value -> input.state() != JsonState.BROKEN)
                .ifPresentOrElse(
                        value -> members.put("input", () -> out.append(value.text())),
                        () -> members.put("partial_json", () -> JsonText.quote(input.text(), out)));
    }

    /** Piece by piece: a tool input may be very long. */
    private void text(Text text) throws IOException {
        for (int at = 0; at < text.length(); at += Text.CHUNK) {
            out.append(text.subSequence(at, Math.min(text.length(), at + Text.CHUNK))
                    .toString());
        }
    }

    private Map<String, Value> raw(Map<String, RawJson> stated) {
        Map<String, Value> members = new LinkedHashMap<>();
        stated.forEach((name, value) -> members.put(name, () -> out.append(value.text())));
        return members;
    }

    private void object(Map<String, Value> members) throws IOException {
        out.append('{');
        String comma = "";
        for (Map.Entry<String, Value> member : members.entrySet()) {
            out.append(comma);
            JsonText.quote(member.getKey(), out);
            out.append(':');
            member.getValue().write();
            comma = ",";
        }
        out.append('}');
    }

    private void array(List<RawJson> first, List<RawJson> then) throws IOException {
        out.append('[');
        String comma = "";
        for (List<RawJson> elements : List.of(first, then)) {
            for (RawJson element : elements) {
                out.append(comma).append(element.text());
                comma = ",";
            }
        }
        out.append(']');
    }
}
