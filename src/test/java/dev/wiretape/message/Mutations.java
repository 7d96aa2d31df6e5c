package dev.wiretape.message;

import static dev.wiretape.message.MessageFoldTest.END;
import static dev.wiretape.message.MessageFoldTest.START;
import static dev.wiretape.message.MessageFoldTest.STOP;
import static dev.wiretape.message.MessageFoldTest.delta;
import static dev.wiretape.message.MessageFoldTest.start;
import static dev.wiretape.message.MessageFoldTest.stop;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wiretape.sse.FrameSplitter;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Small damages to a stream: to the order of its frames and to its bytes. */
public final class Mutations {
    /** A stream with a bit of everything. */
    public static final byte[] PLAIN = Fold.framed(
                    START,
                    start(0, "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}"),
                    delta(0, "{\"type\":\"thinking_delta\",\"thinking\":\"H\u00f6m \ud83d\ude00\"}"),
                    "{\"type\":\"ping\"}",
                    delta(0, "{\"type\":\"signature_delta\",\"signature\":\"AbC=\"}"),
                    stop(0),
                    start(1, "{\"type\":\"text\",\"text\":\"\",\"citations\":null}"),
                    delta(1, "{\"type\":\"text_delta\",\"text\":\"Hello\"}"),
                    delta(1, "{\"type\":\"citations_delta\",\"citation\":{\"n\":9007199254740993}}"),
                    stop(1),
                    start(2, "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"n\",\"input\":{}}"),
                    delta(2, "{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"a\\\": [1, \\\"\\\\u00\"}"),
                    delta(2, "{\"type\":\"input_json_delta\",\"partial_json\":\"e9\\\", tr\"}"),
                    delta(2, "{\"type\":\"input_json_delta\",\"partial_json\":\"ue]}\"}"),
                    stop(2),
                    END,
                    STOP)
            .getBytes(UTF_8);

    private Mutations() {}

    /** {@code stream} with one to four damages. */
    public static byte[] of(byte[] stream, Random random) {
        byte[] bytes = stream;
        for (int i = 1 + random.nextInt(4); i > 0 && bytes.length > 0; i--) {
            bytes = random.nextBoolean() ? frames(bytes, random) : bytes(bytes, random);
        }
        return bytes;
    }

    private static byte[] frames(byte[] stream, Random random) {
        List<byte[]> frames = new ArrayList<>();
        FrameSplitter splitter = new FrameSplitter();
        splitter.feed(
                stream, 0, stream.length, (raw, at, length) -> frames.add(Arrays.copyOfRange(raw, at, at + length)));
        if (frames.isEmpty()) {
            return stream;
        }
        int one = random.nextInt(frames.size());
        int other = random.nextInt(frames.size());
        switch (random.nextInt(4)) {
            case 0 -> frames.remove(one);
            case 1 -> frames.add(other, frames.get(one));
            case 2 -> frames.set(one, frames.set(other, frames.get(one)));
            default -> frames.subList(one, frames.size()).clear();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        frames.forEach(out::writeBytes);
        out.writeBytes(splitter.pending());
        return out.toByteArray();
    }

    private static byte[] bytes(byte[] stream, Random random) {
        int at = random.nextInt(stream.length);
        switch (random.nextInt(4)) {
            case 0 -> {
                return Arrays.copyOf(stream, at);
            }
            case 1 -> {
                byte[] without = Arrays.copyOf(stream, stream.length - 1);
                System.arraycopy(stream, at + 1, without, at, without.length - at);
                return without;
            }
            default -> {
                byte[] changed = stream.clone();
                String likely = "{}[]\",:\\\n\r 0-ete\u0000";
                changed[at] = (byte)
                        (random.nextBoolean() ? random.nextInt(256) : likely.charAt(random.nextInt(likely.length())));
                return changed;
            }
        }
    }
}
