package dev.wiretape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FaultOptionsTest {
    private static final String SAMPLE =
            Path.of("recordings/thinking-then-text.ndjson").toAbsolutePath().toString();

    @TempDir
    private Path folder;

    @Test
    void faultsAreReadFromArgumentsAndFiles() throws Exception {
        Files.writeString(folder.resolve("faults"), "# the second answer\n\nstatus=529@request=2\n");
        try (Invocation replay = Invocation.in(
                folder,
                "replay",
                SAMPLE,
                "--listen",
                "0",
                "-smax",
                "--fault",
                "cut@byte=10,request=1",
                "--fault",
                "@faults")) {
            HttpResponse<String> first = ask(replay.url());
            HttpResponse<String> second = ask(replay.url());
            HttpResponse<String> third = ask(replay.url());

            assertThat(first.body()).isEqualTo("event: mes");
            assertThat(second.statusCode()).isEqualTo(529);
            assertThat(second.body()).contains("overloaded_error");
            assertThat(third.body()).contains("message_stop");
            replay.interrupt().exits(130);
            assertThat(replay.err()).contains("with cut@byte=10,request=1", "with status=529@request=2");
        }
    }

    @Test
    void whatMakesNoSenseIsRefusedBeforeTheServerStarts() {
        assertThat(refused("rest@frame=3")).contains("did you mean reset?");
        assertThat(refused("reset@farme=3")).contains("did you mean frame?");
        assertThat(refused("reset@frame=99999")).contains("would hit nothing", "frames, numbered from 0");
        assertThat(refused("drop@event=pong")).contains("no event is called pong", "did you mean ping?");
        assertThat(refused("cut@frame=3", "reset@frame=3")).contains("exclude each other");
        assertThat(refused("@nowhere")).contains("there is no file");
    }

    private String refused(String... specs) {
        String[] words = new String[4 + 2 * specs.length];
        words[0] = "replay";
        words[1] = SAMPLE;
        words[2] = "--listen";
        words[3] = "0";
        for (int i = 0; i < specs.length; i++) {
            words[4 + 2 * i] = "--fault";
            words[5 + 2 * i] = specs[i];
        }
        return Invocation.in(folder, words).fails(specs[0].startsWith("@") ? 66 : 2);
    }

    private static HttpResponse<String> ask(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url + "/v1/messages"))
                                .POST(HttpRequest.BodyPublishers.ofString("{\"stream\":true}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
