package dev.wiretape.sse;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Any bytes as an event stream: nothing is lost, and neither frames nor events depend on how they were cut. */
public final class FuzzSse {
    private FuzzSse() {}

    /** The entry point that Jazzer knows. */
    public static void fuzzerTestOneInput(byte[] data) {
        List<String> whole = parse(data, Math.max(1, data.length));
        int size = data.length == 0 ? 1 : 1 + (data[0] & 0x0F);
        if (!parse(data, size).equals(whole)) {
            throw new AssertionError("pieces of " + size + " bytes make other events");
        }
    }

    private static List<String> parse(byte[] data, int piece) {
        List<String> seen = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FrameSplitter splitter = new FrameSplitter();
        EventDecoder decoder = new EventDecoder();
        FrameSink sink = (raw, at, length) -> {
            bytes.write(raw, at, length);
            seen.add(length + " " + decoder.decode(raw, at, length));
        };
        for (int at = 0; at < data.length; at += piece) {
            splitter.feed(data, at, Math.min(piece, data.length - at), sink);
        }
        splitter.end(sink);
        bytes.writeBytes(splitter.pending());
        if (!Arrays.equals(bytes.toByteArray(), data)) {
            throw new AssertionError("the frames and what was pending are not the stream");
        }
        return seen;
    }
}
