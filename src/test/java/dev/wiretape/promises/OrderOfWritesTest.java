package dev.wiretape.promises;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wiretape.testing.Figures;
import dev.wiretape.testing.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The order in which frames reach the file and the client, as the kernel saw it. */
@Timeout(1200)
class OrderOfWritesTest {
    private static final int FRAMES = Scale.of("frames", 400, 10_000);
    private static final Pattern NUMBER = Pattern.compile("data: \\{(\\\\*)\"n(?:\\\\*)\":(\\d+)}");

    @TempDir
    Path folder;

    @Test
    void eachFrameIsWrittenToTheFileBeforeItIsSentAndSyncedAtTheEnd() throws Exception {
        assumeTrue(canTrace(), "no strace here that may trace");
        Path trace = folder.resolve("trace");
        ChildRecorder.Setup setup;
        try (NumberedStreams upstream = new NumberedStreams(FRAMES, 200_000, 0)) {
            setup = ChildRecorder.Setup.of(folder.resolve("out"), upstream.port())
                    .by(
                            "strace",
                            "-f",
                            "-qq",
                            "-s",
                            "1000000",
                            "-o",
                            trace.toString(),
                            "-e",
                            "trace=write,writev,sendto,sendmsg,fdatasync");
            try (ChildRecorder recorder = ChildRecorder.start(setup);
                    StreamClient client = StreamClient.of(recorder.port(), "/v1/messages")) {
                client.end().get(300, TimeUnit.SECONDS);
                assertThat(client.frames()).hasSize(FRAMES);
                assertThat(recorder.terminate()).isEqualTo(143);
            }
        }
        Map<Integer, Integer> written = new HashMap<>();
        Set<Integer> sent = new HashSet<>();
        int line = 0;
        int endLine = 0;
        int lastSync = 0;
        for (String call : Files.readAllLines(trace, ISO_8859_1)) {
            line++;
            if (call.contains("fdatasync(")) {
                lastSync = line;
            }
            if (call.contains("{\\\"kind\\\":\\\"end\\\"")) {
                endLine = line;
            }
            boolean toFile = call.contains("{\\\"kind\\\":\\\"frame\\\"");
            Matcher matcher = NUMBER.matcher(call);
            while (matcher.find()) {
                int n = Integer.parseInt(matcher.group(2));
                if (toFile) {
                    written.putIfAbsent(n, line);
                } else {
                    assertThat(written.getOrDefault(n, Integer.MAX_VALUE))
                            .as("the call that wrote frame %d, which call %d sent", n, line)
                            .isLessThan(line);
                    sent.add(n);
                }
            }
        }
        // Where the upstream runs ahead, one call sends many frames, and a few are spread over two calls.
        assertThat(sent).as("frames that were seen to be sent").hasSizeGreaterThan(FRAMES * 9 / 10);
        assertThat(endLine).as("the call that wrote the end").isPositive().isLessThan(lastSync);
        Figures.measured(1, "order", "%,d frames written before they were sent", sent.size());
    }

    private static boolean canTrace() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("strace", "-f", "-o", "/dev/null", "true")
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException none) {
            return false;
        }
    }
}
