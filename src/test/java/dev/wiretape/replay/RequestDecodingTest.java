package dev.wiretape.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.wiretape.recording.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RequestDecodingTest {
    private static final byte[] BODY = "{\"n\":1}".repeat(20).getBytes(UTF_8);

    @Test
    void bodiesAreComparedDecoded() throws IOException {
        assertThat(decoded("gzip", gzip(BODY))).isEqualTo(BODY);
        assertThat(decoded("X-GZIP", gzip(BODY))).isEqualTo(BODY);
        assertThat(decoded("deflate", deflate(BODY))).isEqualTo(BODY);
        assertThat(decoded("zstd", Zstd.compress(BODY))).isEqualTo(BODY);
        assertThat(decoded("gzip, zstd", Zstd.compress(gzip(BODY)))).isEqualTo(BODY);
        assertThat(decoded("identity", BODY)).isEqualTo(BODY);
        assertThat(RequestDecoding.decode(List.of(), BODY)).isEqualTo(BODY);
    }

    @Test
    void whatIsNotWhatItSaysIsComparedAsItStands() throws IOException {
        assertThat(decoded("gzip", BODY)).isEqualTo(BODY);
        assertThat(decoded("snappy", BODY)).isEqualTo(BODY);
        byte[] damaged = gzip(BODY);
        Arrays.fill(damaged, 10, 20, (byte) 0xff);
        assertThat(decoded("gzip", damaged)).isEqualTo(damaged);
    }

    private static byte[] decoded(String coding, byte[] body) {
        return RequestDecoding.decode(List.of(new Field("Content-Encoding", coding)), body);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] deflate(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(out)) {
            deflate.write(bytes);
        }
        return out.toByteArray();
    }
}
