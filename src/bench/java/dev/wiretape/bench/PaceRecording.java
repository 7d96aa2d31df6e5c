package dev.wiretape.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A made-up recording, format version 1, whose frames lie at known, irregular times.
 *
 * @param micros when each frame arrived, microseconds since the exchange began
 */
record PaceRecording(Path file, List<Long> micros) {
    private static final long FIRST_FRAME = 50_000;

    /** Writes a recording of so many seconds with gaps from a quarter to seven quarters of the mean. */
    static PaceRecording write(Path file, int framesPerSecond, int seconds) throws IOException {
        List<Long> micros = times(framesPerSecond, seconds);
        List<String> lines = new ArrayList<>();
        lines.add("{\"kind\":\"header\",\"format\":\"wiretape\",\"version\":1,\"id\":\"bench-pace\","
                + "\"session\":\"bench\",\"seq\":1,\"at\":\"2026-01-01T00:00:00.000000Z\",\"t0\":0,\"via\":\"target\","
                + "\"tool\":\"wiretape bench\"}");
        lines.add("{\"kind\":\"request\",\"t\":0,\"method\":\"POST\",\"url\":\"https://api.anthropic.com/v1/messages\","
                + "\"http\":\"1.1\",\"headers\":[[\"Content-Type\",\"application/json\"]],\"body\":"
                + Json.of(Map.of("text", Script.body())) + "}");
        lines.add("{\"kind\":\"response\",\"t\":40000,\"status\":200,\"http\":\"1.1\",\"headers\":"
                + "[[\"Content-Type\",\"text/event-stream; charset=utf-8\"],[\"Transfer-Encoding\",\"chunked\"]]}");
        MessageDigest hash = sha256();
        for (int i = 0; i < micros.size(); i++) {
            byte[] frame = Frames.frame(i, 0);
            hash.update(frame);
            lines.add(String.format(
                    Locale.ROOT,
                    "{\"kind\":\"frame\",\"t\":%d,\"n\":%d,\"raw\":%s}",
                    micros.get(i),
                    i,
                    Json.of(new String(frame, StandardCharsets.US_ASCII))));
        }
        Map<String, Object> end = new TreeMap<>(Map.of(
                "kind",
                "end",
                "t",
                micros.get(micros.size() - 1) + 100,
                "outcome",
                "complete",
                "frames",
                micros.size(),
                "bytes",
                (long) micros.size() * Frames.SIZE,
                "sha256",
                HexFormat.of().formatHex(hash.digest())));
        lines.add(Json.of(end));
        Files.writeString(file, String.join("\n", lines) + "\n");
        return new PaceRecording(file, micros);
    }

    private static List<Long> times(int framesPerSecond, int seconds) {
        Random random = new Random(20_260_101);
        long mean = 1_000_000L / framesPerSecond;
        List<Long> micros = new ArrayList<>();
        for (long t = FIRST_FRAME; t <= FIRST_FRAME + seconds * 1_000_000L; ) {
            micros.add(t);
            t += mean / 4 + random.nextLong(mean * 3 / 2);
        }
        return List.copyOf(micros);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** Nanoseconds from the first frame to frame {@code index} at a speed. */
    long dueNanos(int index, double speed) {
        return Math.round((micros.get(index) - micros.get(0)) * 1000 / speed);
    }
}
