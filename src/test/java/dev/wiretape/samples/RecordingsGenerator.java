package dev.wiretape.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.testing.RawClient;
import dev.wiretape.testing.ScriptedUpstream;
import dev.wiretape.testing.TestRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.List;
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

    @Test
    void recordsEverySample(@TempDir Path out) throws Exception {
        Iterator<Sample> upcoming = Samples.all().iterator();
        try (ScriptedUpstream upstream =
                        ScriptedUpstream.answering(request -> upcoming.next().script());
                TestRecorder recorder = TestRecorder.inFrontOf(upstream.url(), out)) {
            for (Sample sample : Samples.all()) {
                ask(recorder.port(), sample.requestJson());
            }
            List<Path> files = recorder.awaitEnded(Samples.all().size());
            assertThat(files).hasSameSizeAs(Samples.all());
            Files.createDirectories(RECORDINGS);
            for (int i = 0; i < files.size(); i++) {
                Path named = RECORDINGS.resolve(Samples.all().get(i).name() + ".ndjson");
                Files.copy(files.get(i), named, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        writeReadme();
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
