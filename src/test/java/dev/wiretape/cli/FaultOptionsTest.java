package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.Recording;
import dev.wiretape.recording.SessionFolder;
import dev.wiretape.testing.Taken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        assertThat(refused("rest@frame=3")).contains("the nearest is reset");
        assertThat(refused("reset@farme=3")).contains("the nearest is frame");
        assertThat(refused("reset@frame=99999")).contains("would hit nothing", "frames, numbered from 0");
        assertThat(refused("drop@event=pong")).contains("no event is called pong", "the nearest is ping");
        assertThat(refused("cut@frame=3", "reset@frame=3")).contains("exclude each other");
        assertThat(Invocation.in(folder, "export", SAMPLE, "-T", "recording", "--fault", "cut@byte=999999")
                        .fails(2))
                .contains("would hit nothing");
        assertThat(Invocation.in(folder, "export", SAMPLE, "-T", "sse", "--fault", "cut@byte=9")
                        .fails(2))
                .contains("-T recording");
        assertThat(refused("drop@finding=eror")).contains("a finding that is none", "the nearest is error");
        assertThat(refused("drop@tool=save"))
                .contains("would hit nothing: no tool is used")
                .doesNotContain("message_start");
        assertThat(refused("drop@gap:>20s")).contains("numbered from 0").doesNotContain("message_start");
        assertThat(refused("swap@event=message_stop")).contains("would hit nothing");
        assertThat(refused("@")).contains("'@' names no file");
        assertThat(refused("drop@is:findng")).contains("the nearest is finding");
        assertThat(refused("@nowhere")).contains("there is no file");
    }

    @Test
    void aFileOfFaultsMayHaveCommentsAndItsErrorsNameTheLine() throws Exception {
        Files.writeString(folder.resolve("good"), "# all of it\r\n  drop@frame=3  # the third\r\n\r\nslice=9\r\n");
        Files.write(folder.resolve("bad"), "slice=9\n\n# next\nrest@frame=3\n\u00ff".getBytes(ISO_8859_1));
        try (Invocation replay =
                Invocation.in(folder, "replay", SAMPLE, "--listen", "0", "-smax", "--fault", "@good")) {
            ask(replay.url());
            replay.interrupt().exits(130);
            assertThat(replay.err()).contains("with drop@frame=3, slice=9");
        }
        assertThat(refused("@bad")).contains("--fault: line 4 of bad: 'rest@frame=3'", "the nearest is reset");
    }

    @Test
    void theRecorderSeesWhatAFrameMeansAsItComes() throws Exception {
        String erring = Path.of("recordings/error-event-mid-stream.ndjson")
                .toAbsolutePath()
                .toString();
        try (Invocation replay = Invocation.in(folder, "replay", erring, "--listen", "0", "-smax");
                Invocation record = Invocation.in(
                        folder, "record", "--listen", "0", "--target", replay.url(), "--fault", "drop@finding")) {
            String whole = ask(replay.url()).body();

            String broken = ask(record.url()).body();

            assertThat(whole).contains("event: error\n");
            assertThat(broken).isNotEmpty().doesNotContain("event: error\n");
            assertThat(whole).startsWith(broken);
        }
    }

    @Test
    void aBreakpointThatNothingWouldReachIsRefusedBeforeTheServerStarts() {
        assertThat(paused("event=content_block_strat"))
                .contains("--pause-at: 'event=content_block_strat' is nowhere in what is replayed")
                .contains("the nearest is content_block_start");
        assertThat(paused("frame=99999")).contains("there are 55 frames, numbered from 0");
        assertThat(paused("tool")).contains("is nowhere in what is replayed");
        assertThat(paused("finding=eror")).contains("--pause-at: 'finding=eror'", "the nearest is error");
        assertThat(paused(""))
                .contains("names no frame; there are frame, event")
                .doesNotContain("byte");
        assertThat(paused("fraem=1")).contains("the nearest is frame");
    }

    private String paused(String where) {
        return Invocation.in(folder, "replay", SAMPLE, "--listen", "0", "--pause-at", where)
                .fails(2);
    }

    @Test
    void whatTheStreamMeantCanBeThePlace() throws Exception {
        String cut = Path.of("recordings/max-tokens-in-tool-json.ndjson")
                .toAbsolutePath()
                .toString();
        Invocation.in(folder, "export", cut, "-T", "recording", "-o", "a.ndjson", "--fault", "reset@finding=warning")
                .exits(0);

        Recording broken = Recording.scan(folder.resolve("a.ndjson"));
        assertThat(broken.exchanges().get(0).end().orElseThrow().frames()).isEqualTo(53);
    }

    @Test
    void aBrokenRecordingCanBeKept() throws Exception {
        Invocation.in(folder, "export", SAMPLE, "-T", "recording", "-o", "a.ndjson", "--fault", "reset@frame=5")
                .exits(0);

        Taken whole = Taken.of(Path.of(SAMPLE));
        Taken broken = Taken.of(folder.resolve("a.ndjson"));
        assertThat(broken.frames()).isEqualTo(whole.frames().subList(0, 5));
        assertThat(broken.request()).isEqualTo(whole.request());
        assertThat(broken.end().orElseThrow().outcome()).contains(Outcome.UPSTREAM_RESET);
        assertThat(broken.end().orElseThrow().sha256()).isEqualTo(broken.sha256());
        assertThat(header(folder.resolve("a.ndjson")).faults()).containsExactly("reset@frame=5");
        assertThat(header(Path.of(SAMPLE)).faults()).isEmpty();
    }

    @Test
    void aRecordingThatNothingBreaksComesOutTheSame() throws Exception {
        for (Path sample : Taken.bundled()) {
            Path copy = folder.resolve(sample.getFileName());
            Invocation.in(
                            folder,
                            "export",
                            sample.toAbsolutePath().toString(),
                            "-T",
                            "recording",
                            "-o",
                            copy.toString(),
                            "--fault",
                            "coalesce@p=0")
                    .exits(0);

            Taken one = Taken.of(sample);
            Taken other = Taken.of(copy);
            assertThat(other.chunks()).as("chunks of %s", sample).isEqualTo(one.chunks());
            assertThat(other.body()).as("body of %s", sample).isEqualTo(one.body());
            assertThat(other.end()).as("end of %s", sample).isEqualTo(one.end());
        }
    }

    @Test
    void theRecorderBreaksWhatTheUpstreamSends() throws Exception {
        try (Invocation replay = Invocation.in(folder, "replay", SAMPLE, "--listen", "0", "-smax");
                Invocation record = Invocation.in(
                        folder,
                        "record",
                        "--listen",
                        "0",
                        "--target",
                        replay.url(),
                        "--fault",
                        "error=overloaded_error@frame=3,request=1",
                        "--fault",
                        "status=429,7@request=2",
                        "--fault",
                        "stall=0.05@frame=2,request=3",
                        "--fault",
                        "slice=11@request=3",
                        "--fault",
                        "reset@byte=100,request=4")) {
            HttpResponse<String> first = ask(record.url());
            HttpResponse<String> second = ask(record.url());
            HttpResponse<String> third = ask(record.url());
            assertThatThrownBy(() -> ask(record.url())).isInstanceOf(IOException.class);
            record.interrupt().exits(130);

            assertThat(first.body()).endsWith("\n\n").contains("event: error\ndata: {\"type\":\"error\"");
            assertThat(second.statusCode()).isEqualTo(429);
            assertThat(second.headers().firstValue("retry-after")).contains("7");
            assertThat(third.body())
                    .isEqualTo(new String(Taken.of(Path.of(SAMPLE)).body(), UTF_8));
            List<Path> files = RecordingPath.recordings(
                    SessionFolder.sessions(folder.resolve("recordings")).get(0));
            assertThat(header(files.get(0)).faults()).containsExactly("error=overloaded_error@frame=3,request=1");
            assertThat(Taken.of(files.get(0)).body()).isEqualTo(first.body().getBytes(UTF_8));
            assertThat(Taken.of(files.get(1)).response().status()).isEqualTo(429);
            assertThat(Taken.of(files.get(2)).chunkSizes()).allMatch(size -> size <= 11);
            assertThat(Taken.of(files.get(3)).body()).hasSize(100);
            assertThat(Taken.of(files.get(3)).end().orElseThrow().outcome()).contains(Outcome.UPSTREAM_RESET);
        }
    }

    private static Entry.Header header(Path file) throws IOException {
        return Recording.scan(file).exchanges().get(0).header();
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
        return Invocation.in(folder, words).fails(specs[0].equals("@nowhere") ? 66 : 2);
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
