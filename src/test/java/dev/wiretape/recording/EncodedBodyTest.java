package dev.wiretape.recording;

import static dev.wiretape.recording.Tapes.entries;
import static dev.wiretape.recording.Tapes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EncodedBodyTest {
    private static final byte[] STREAM = utf8("event: ping\ndata: {}\n\ndata: 2\n\n");

    @TempDir
    Path out;

    @Test
    void aCompressedStreamIsRecordedDecoded() throws IOException {
        Path file = record("gzip", gzip(STREAM));

        assertThat(entries(file, Entry.Response.class).get(0).encoding()).contains("gzip");
        assertThat(entries(file, Entry.Frame.class)).hasSize(2);
        assertThat(ExchangeRecorderTest.bodyBytes(file)).isEqualTo(STREAM);
        assertThat(entries(file, Entry.End.class).get(0).sha256()).isEqualTo(ExchangeRecorderTest.sha256(STREAM));
    }

    @Test
    void anUnknownCodingIsKeptAsItCameAndFlagged() throws IOException {
        Path file = record("rot13", STREAM);

        assertThat(entries(file, Entry.Response.class).get(0).undecoded()).isTrue();
        assertThat(entries(file, Entry.Frame.class)).isEmpty();
        assertThat(ExchangeRecorderTest.bodyBytes(file)).isEqualTo(STREAM);
    }

    @Test
    void aCodingThatBreaksIsKeptEncodedFromThereOn() throws IOException {
        byte[] whole = gzip(STREAM);
        byte[] broken = whole.clone();
        broken[10] = (byte) 0xFF;
        Path file = record("gzip", broken);

        assertThat(entries(file, Entry.Body.class)).isNotEmpty().allMatch(Entry.Body::encoded);
        assertThat(ExchangeRecorderTest.bodyBytes(file)).isEqualTo(broken);
        assertThat(entries(file, Entry.End.class).get(0).reason())
                .startsWith("the body is recorded as encoded from 0 bytes on: it is not gzip data");
    }

    private Path record(String coding, byte[] wire) throws IOException {
        try (Tapes tapes = new Tapes(out)) {
            ExchangeRecorder recorder = tapes.begin();
            recorder.response(
                    200, "OK", "1.1", List.of(Tapes.EVENT_STREAM.get(0), new Field("Content-Encoding", coding)));
            Tapes.chunk(recorder, wire);
            recorder.end(Outcome.COMPLETE, "");
            return tapes.file(1);
        }
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(wire)) {
            gzip.write(plain);
        }
        return wire.toByteArray();
    }
}
