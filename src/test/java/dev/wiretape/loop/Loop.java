package dev.wiretape.loop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.SessionFolder;
import dev.wiretape.replay.SteppedReplay;
import dev.wiretape.testing.Head;
import dev.wiretape.testing.RawBody;
import dev.wiretape.testing.RawClient;
import dev.wiretape.testing.Taken;
import dev.wiretape.testing.TestRecorder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Replay ← recorder ← client, in lockstep: the next chunk is sent when the client has the last one. */
final class Loop {
    private Loop() {}

    /** Sends every recording in {@code folder} round the loop and fails where one does not come back the same. */
    static void goRound(Path folder, Path out) throws Exception {
        List<Taken> sent = new ArrayList<>();
        for (Path file : SessionFolder.recordings(folder)) {
            sent.add(Taken.of(file));
        }
        try (SteppedReplay replay = SteppedReplay.of(folder);
                TestRecorder recorder = TestRecorder.inFrontOf(replay.url(), out)) {
            for (Taken each : sent) {
                ask(each, replay, recorder);
            }
            List<Path> files = recorder.awaitEnded(sent.size());
            assertThat(files).as("recordings").hasSameSizeAs(sent);
            for (int i = 0; i < sent.size(); i++) {
                assertCameBack(sent.get(i), Taken.of(files.get(i)));
            }
        }
    }

    private static void ask(Taken taken, SteppedReplay replay, TestRecorder recorder) throws Exception {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        try (RawClient client = RawClient.connect(recorder.port())) {
            send(taken, client);
            replay.step();
            Head head = client.readHead();
            for (Taken.Chunk chunk : taken.chunks()) {
                replay.step();
                heard.writeBytes(read(client, head, chunk.bytes()));
            }
            if (taken.end().orElseThrow().t() > taken.lastChunkTime()) {
                replay.step();
            }
            boolean complete = taken.end().orElseThrow().outcome().orElseThrow() == Outcome.COMPLETE;
            if (isChunked(head)) {
                RawBody rest = client.readBody(head);
                assertThat(rest.bytes())
                        .as("bytes after the last of %s", taken.name())
                        .isEmpty();
                assertThat(rest.complete()).as("clean end of %s", taken.name()).isEqualTo(complete);
            }
        }
        assertThat(heard.toByteArray())
                .as("what the client heard of %s", taken.name())
                .isEqualTo(taken.body());
    }

    private static void send(Taken taken, RawClient client) throws IOException {
        byte[] body = taken.request().body().toBytes();
        String target = URI.create(taken.request().url()).getRawPath();
        String head = taken.request().method() + " " + target
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                + "\r\n\r\n";
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(head.getBytes(ISO_8859_1));
        both.writeBytes(body);
        client.send(both.toByteArray());
    }

    /** Reads so many bytes of the body, in as many HTTP chunks as they come in. */
    private static byte[] read(RawClient client, Head head, int bytes) {
        if (!isChunked(head)) {
            return client.read(bytes);
        }
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        while (read.size() < bytes) {
            read.writeBytes(client.readChunk().orElseThrow(() -> new AssertionError("the body ended early")));
        }
        return read.toByteArray();
    }

    private static boolean isChunked(Head head) {
        return head.field("Transfer-Encoding").isPresent();
    }

    private static void assertCameBack(Taken sent, Taken back) {
        String name = sent.name();
        assertThat(back.body()).as("bytes of %s", name).isEqualTo(sent.body());
        assertThat(back.sha256()).as("hash of the bytes of %s", name).isEqualTo(sent.sha256());
        assertThat(back.frames()).as("frames of %s", name).isEqualTo(sent.frames());
        assertThat(back.partial()).as("unfinished frame of %s", name).isEqualTo(sent.partial());
        assertThat(back.chunkSizes()).as("chunks of %s", name).isEqualTo(sent.chunkSizes());
        assertThat(ending(back)).as("end line of %s", name).isEqualTo(ending(sent));
        assertThat(back.response().status())
                .as("status of %s", name)
                .isEqualTo(sent.response().status());
        assertThat(back.response().reason())
                .as("reason of %s", name)
                .isEqualTo(sent.response().reason());
        assertThat(back.fields()).as("fields of %s", name).isEqualTo(sent.fields());
        assertThat(back.request().body())
                .as("request of %s", name)
                .isEqualTo(sent.request().body());
    }

    private static List<Object> ending(Taken taken) {
        var end = taken.end().orElseThrow();
        return List.of(end.word(), end.frames(), end.bytes(), end.sha256());
    }
}
