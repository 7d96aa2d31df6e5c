package dev.wiretape.recording.coding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ContentDecoderTest {
    private static final int FRAMES = 200;

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "raw deflate", "br", "zstd", "gzip, br", "zstd, gzip"})
    void eachFrameIsThereAtItsOwnFlush(String coding) throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        try (OutputStream encoder = encoder(coding, wire);
                ContentDecoder decoder =
                        ContentDecoder.of(coding.replace("raw ", "")).orElseThrow()) {
            for (int n = 0; n < FRAMES; n++) {
                byte[] frame = ("event: x\ndata: {\"n\":" + n + "}\n\n").getBytes(UTF_8);
                encoder.write(frame);
                encoder.flush();
                decoded.reset();
                feedByByte(decoder, wire.toByteArray(), decoded);
                wire.reset();
                assertThat(decoded.toByteArray()).as("%s, frame %d", coding, n).isEqualTo(frame);
            }
        }
    }

    @Test
    void everyMemberOfAGzipStreamIsRead() throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        for (String member : new String[] {"one ", "two ", "three"}) {
            try (OutputStream gzip = new GZIPOutputStream(wire)) {
                gzip.write(member.getBytes(UTF_8));
            }
        }
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        try (ContentDecoder decoder = ContentDecoder.of("gzip").orElseThrow()) {
            feedByByte(decoder, wire.toByteArray(), decoded);
        }
        assertThat(decoded.toString(UTF_8)).isEqualTo("one two three");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "zstd"})
    void aBombIsGivenUp(String coding) throws IOException {
        byte[] bomb = encode(coding, new byte[64 * 1024 * 1024]);
        try (ContentDecoder decoder = ContentDecoder.of(coding).orElseThrow()) {
            assertThatThrownBy(() -> decoder.decode(bomb, 0, bomb.length, (b, o, l) -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessage("expands more than 200-fold");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "zstd"})
    void whatIsNotOfTheCodingIsAnError(String coding) {
        byte[] plain = new byte[300];
        Arrays.fill(plain, (byte) 0xEE);
        try (ContentDecoder decoder = ContentDecoder.of(coding).orElseThrow()) {
            assertThatThrownBy(() -> decoder.decode(plain, 0, plain.length, (b, o, l) -> {}))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void anUnknownCodingHasNoDecoder() {
        assertThat(ContentDecoder.of("gzip, rot13")).isEmpty();
        assertThat(ContentDecoder.codings(" identity ")).isEmpty();
    }

    private static void feedByByte(ContentDecoder decoder, byte[] wire, ByteArrayOutputStream to) throws IOException {
        for (int i = 0; i < wire.length; i++) {
            decoder.decode(wire, i, 1, to::write);
        }
    }

    private static byte[] encode(String coding, byte[] plain) throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        try (OutputStream encoder = encoder(coding, wire)) {
            encoder.write(plain);
        }
        return wire.toByteArray();
    }

    private static OutputStream encoder(String coding, OutputStream to) throws IOException {
        return switch (coding) {
            case "gzip" -> new GZIPOutputStream(to, 512, true);
            case "deflate" -> new DeflaterOutputStream(to, new Deflater(), 512, true);
            case "raw deflate" -> new DeflaterOutputStream(to, new Deflater(6, true), 512, true);
            case "br" -> {
                Brotli4jLoader.ensureAvailability();
                yield new BrotliOutputStream(to);
            }
            case "zstd" -> new ZstdOutputStream(to).setCloseFrameOnFlush(false);
            case "gzip, br" -> encoder("gzip", encoder("br", to));
            case "zstd, gzip" -> encoder("zstd", encoder("gzip", to));
            default -> throw new IllegalArgumentException(coding);
        };
    }
}
