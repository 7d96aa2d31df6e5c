package dev.wiretape.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.testing.RawClient;
import dev.wiretape.testing.ScriptedUpstream;
import dev.wiretape.testing.Taken;
import dev.wiretape.testing.TestRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes {@code recordings/} anew: {@code mvn -q test -Dtest=RecordingsGenerator -Dwiretape.regenerate=true}. Takes as
 * long as the exchanges last, a minute.
 */
@EnabledIfSystemProperty(named = "wiretape.regenerate", matches = "true")
class RecordingsGenerator {
    private static final Path RECORDINGS = Path.of("recordings");

    /** A recording that is later than this was disturbed by other work on the machine, and is made again. */
    private static final Duration LATEST = Duration.ofMillis(120);

    private static final int ATTEMPTS = 20;

    @Test
    void recordsEverySample(@TempDir Path out) throws Exception {
        warmUp(out.resolve("warm-up"));
        AtomicReference<Sample> current = new AtomicReference<>();
        Files.createDirectories(RECORDINGS);
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.answering(request -> current.get().script());
                TestRecorder recorder = TestRecorder.inFrontOf(upstream.url(), out)) {
            int made = 0;
            for (Sample sample : Samples.all()) {
                current.set(sample);
                Path file;
                int first = made;
                do {
                    ask(recorder.port(), sample.requestJson());
                    file = recorder.awaitEnded(++made).get(made - 1);
                } while (isLate(sample, file) && made - first < ATTEMPTS);
                assertThat(isLate(sample, file))
                        .as("%s is late in every attempt", sample.name())
                        .isFalse();
                Files.copy(file, RECORDINGS.resolve(sample.name() + ".ndjson"), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        writeReadme();
    }

    /** Classes are loaded and code is compiled before it counts. */
    private static void warmUp(Path out) throws IOException {
        Sample quick = Samples.all().stream()
                .filter(sample -> sample.length().toMillis() < 500)
                .findFirst()
                .orElseThrow();
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(quick.script());
                TestRecorder recorder = TestRecorder.inFrontOf(upstream.url(), out)) {
            for (int i = 0; i < 20; i++) {
                ask(recorder.port(), quick.requestJson());
            }
        }
    }

    private static boolean isLate(Sample sample, Path file) throws IOException {
        long micros = Taken.of(file).end().orElseThrow().t();
        return micros > sample.length().plus(LATEST).toNanos() / 1000;
    }

    private static void ask(int port, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        try (RawClient client = RawClient.connect(port)) {
            client.send("POST /v1/messages HTTP/1.1\r\nHost: 127.0.0.1:" + port
                    + "\r\nAccept: application/json\r\nAccept-Encoding: gzip, deflate, br\r\n"
                    + "User-Agent: wiretape-samples\r\nanthropic-version: 2023-06-01\r\n"
                    + "x-api-key: not-a-key\r\nContent-Type: application/json\r\nContent-Length: "
                    + body.length + "\r\n\r\n");
            client.send(body).readBody(client.readHead());
        }
    }

    private static void writeReadme() throws IOException {
        String rows = String.join(
                "\n",
                Samples.all().stream()
                        .map(sample -> "| `" + sample.name() + "` | " + sample.shows() + " |")
                        .toList());
        try (Stream<String> head = Files.lines(RECORDINGS.resolve("README.md"))) {
            String kept = String.join(
                    "\n", head.takeWhile(line -> !line.startsWith("| `")).toList());
            Files.writeString(RECORDINGS.resolve("README.md"), kept + "\n" + rows + "\n");
        }
    }
}
