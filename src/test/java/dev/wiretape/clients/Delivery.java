package dev.wiretape.clients;

import dev.wiretape.testing.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** How an upstream gets a stream across. Where it is sliced and cut is random, seeded with the stream's name. */
enum Delivery {
    /** In slices of 1 to 400 bytes, short bodies byte by byte. */
    WHOLE,
    /** The same slices, gzip-encoded. */
    GZIP,
    /** Ends with a FIN in the middle. */
    CLOSED,
    /** Ends with an RST in the middle. */
    RESET;

    private static final int SHORT = 1500;

    String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    Script script(Stream stream) {
        Random random = new Random(stream.name().hashCode());
        // An SDK leaves as soon as it finds an error.
        Script script = Script.afterRequest()
                .letClientLeave()
                .send(stream.head() + coding() + "Transfer-Encoding: chunked\r\n\r\n");
        if (this == WHOLE || this == GZIP) {
            for (byte[] slice : coded(slices(stream.body(), random))) {
                script = script.chunk(slice);
            }
            return script.lastChunk();
        }
        int cut = random.nextInt(Math.min(stream.body().length, 30_000));
        for (byte[] slice : slices(Arrays.copyOf(stream.body(), cut), random)) {
            script = script.chunk(slice);
        }
        return this == RESET ? script.reset() : script.close();
    }

    private String coding() {
        return this == GZIP ? "Content-Encoding: gzip\r\n" : "";
    }

    private List<byte[]> coded(List<byte[]> slices) {
        return this == GZIP ? gzipped(slices) : slices;
    }

    private static List<byte[]> slices(byte[] body, Random random) {
        List<byte[]> slices = new ArrayList<>();
        int most = body.length < SHORT ? 1 : 400;
        int at = 0;
        while (at < body.length) {
            int end = Math.min(body.length, at + 1 + random.nextInt(most));
            slices.add(Arrays.copyOfRange(body, at, end));
            at = end;
        }
        return slices;
    }

    private static List<byte[]> gzipped(List<byte[]> slices) {
        List<byte[]> coded = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out, true)) {
            for (byte[] slice : slices) {
                gzip.write(slice);
                gzip.flush();
                coded.add(out.toByteArray());
                out.reset();
            }
            gzip.finish();
            coded.add(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return coded;
    }
}
