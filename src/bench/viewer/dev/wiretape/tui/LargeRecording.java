package dev.wiretape.tui;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A made-up recording of one exchange that has as many frames as one likes, about 300 bytes each. */
final class LargeRecording {
    private static final int BLOCK = 33_000;
    private static final String[] WORDS = "the quick brown fox jumps over a lazy dog while the band plays on".split(" ");

    private LargeRecording() {}

    /** The lines before the first delta. */
    static String beginning() {
        return "{\"kind\":\"header\",\"format\":\"wiretape\",\"version\":1,\"id\":\"bench\",\"session\":\"bench\",\"seq\":1,"
                + "\"t0\":0,\"via\":\"import\",\"tool\":\"bench\"}\n"
                + "{\"kind\":\"request\",\"t\":0,\"method\":\"POST\",\"url\":\"https://api.anthropic.com/v1/messages\","
                + "\"http\":\"1.1\",\"headers\":[],\"body\":{\"text\":\"{}\"}}\n"
                + "{\"kind\":\"response\",\"t\":1,\"status\":200,\"reason\":\"OK\",\"http\":\"1.1\",\"headers\":"
                + "[[\"content-type\",\"text/event-stream\"]]}\n";
    }

    /** One frame's line. */
    static String frame(long n, long t, String event, String data) {
        String raw = "event: " + event + "\\ndata: " + data.replace("\\", "\\\\").replace("\"", "\\\"") + "\\n\\n";
        return "{\"kind\":\"frame\",\"t\":" + t + ",\"n\":" + n + ",\"raw\":\"" + raw + "\"}\n";
    }

    static String start(long n, long t) {
        return frame(
                n,
                t,
                "message_start",
                "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_bench\",\"type\":\"message\",\"role\":\"assistant\","
                        + "\"model\":\"bench\",\"content\":[],\"stop_reason\":null,\"usage\":{\"input_tokens\":1}}}");
    }

    static String blockStart(long n, long t, int block) {
        return frame(
                n,
                t,
                "content_block_start",
                "{\"type\":\"content_block_start\",\"index\":" + block
                        + ",\"content_block\":{\"type\":\"text\",\"text\":\"\"}}");
    }

    static String delta(long n, long t, int block) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            text.append(WORDS[(int) ((n + i) % WORDS.length)]).append(' ');
        }
        return frame(
                n,
                t,
                "content_block_delta",
                "{\"type\":\"content_block_delta\",\"index\":" + block + ",\"delta\":{\"type\":\"text_delta\",\"text\":\""
                        + text + "\"}" + " ".repeat(48) + "}");
    }

    /** Writes so many recordings of a dozen frames each, unless they are there. */
    static void writeMany(Path folder, int count) throws IOException {
        if (Files.exists(folder)) {
            return;
        }
        Path unfinished = Files.createDirectory(folder.resolveSibling("unfinished"));
        for (int i = 1; i <= count; i++) {
            StringBuilder text = new StringBuilder(beginning()
                    .replace("\"seq\":1,\"t0\":0", "\"seq\":" + i + ",\"t0\":" + i * 200_000L));
            long n = 0;
            text.append(start(n++, 1_000)).append(blockStart(n++, 1_000, 0));
            for (int delta = 0; delta < 8; delta++) {
                text.append(delta(n, 2_000 * n++, 0));
            }
            text.append(frame(n, 2_000 * n++, "content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}"));
            text.append(frame(
                    n,
                    2_000 * n++,
                    "message_delta",
                    "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"" + (i % 10 == 0 ? "max_tokens" : "end_turn")
                            + "\"},\"usage\":{\"output_tokens\":8}}"));
            text.append(frame(n, 2_000 * n++, "message_stop", "{\"type\":\"message_stop\"}"));
            text.append(end(2_000 * n, n));
            Files.writeString(unfinished.resolve(String.format(Locale.ROOT, "%05d-messages.ndjson", i)), text);
        }
        Files.move(unfinished, folder);
    }

    private static String end(long t, long frames) {
        return "{\"kind\":\"end\",\"t\":" + t + ",\"outcome\":\"complete\",\"frames\":" + frames
                + ",\"bytes\":0,\"sha256\":\"\"}\n";
    }

    /** Writes it, unless it is there. The last frame holds a word that stands nowhere else. */
    static void write(Path file, long frames) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Path unfinished = file.resolveSibling("unfinished");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 20)) {
            out.write(beginning().getBytes(UTF_8));
            long n = 0;
            long t = 1_000;
            out.write(start(n++, t).getBytes(UTF_8));
            for (int block = 0; n < frames; block++) {
                out.write(blockStart(n++, t, block).getBytes(UTF_8));
                for (int i = 0; i < BLOCK && n < frames - 1; i++) {
                    t += 1_000 + (i % 5_000 == 4_999 ? 3_000_000 : 0);
                    out.write(delta(n++, t, block).getBytes(UTF_8));
                }
                out.write(frame(n++, t, "content_block_stop", "{\"type\":\"content_block_stop\",\"index\":" + block + "}")
                        .getBytes(UTF_8));
            }
            out.write(frame(n++, t, "message_stop", "{\"type\":\"message_stop\",\"note\":\"needle\"}").getBytes(UTF_8));
            out.write(end(t, n).getBytes(UTF_8));
        }
        Files.move(unfinished, file);
    }
}
