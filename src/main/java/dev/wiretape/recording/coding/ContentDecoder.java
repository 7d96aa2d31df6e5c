package dev.wiretape.recording.coding;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Undoes one or more content codings as the bytes arrive: what a flush of the sender made complete comes out in the same
 * call. Not thread-safe.
 */
public interface ContentDecoder extends AutoCloseable {
    /** Receives decoded bytes; the array is valid during the call only. */
    @FunctionalInterface
    interface Sink {
        /** {@code length} bytes from {@code offset}. */
        void bytes(byte[] bytes, int offset, int length) throws IOException;
    }

    /**
     * Takes the next encoded bytes and hands on what they decode to.
     *
     * @throws IOException where the bytes are not of this coding, or expand beyond all proportion; the decoder is then of
     *     no more use
     */
    void decode(byte[] bytes, int offset, int length, Sink sink) throws IOException;

    /** Frees native memory. */
    @Override
    void close();

    /** The codings that a {@code Content-Encoding} value lists, in the order in which they were applied. */
    static List<String> codings(String contentEncoding) {
        return Arrays.stream(contentEncoding.split(",", -1))
                .map(c -> c.strip().toLowerCase(Locale.ROOT))
                .filter(c -> !c.isEmpty() && !"identity".equals(c))
                .toList();
    }

    /**
     * A decoder for the codings that {@code contentEncoding} lists; empty where one of them is unknown or its native
     * library is missing on this machine.
     */
    static Optional<ContentDecoder> of(String contentEncoding) {
        ContentDecoder whole = null;
        for (String coding : codings(contentEncoding)) {
            Optional<ContentDecoder> one = one(coding);
            if (one.isEmpty()) {
                if (whole != null) {
                    whole.close();
                }
                return Optional.empty();
            }
            // The coding applied last is undone first.
            whole = whole == null ? one.get() : new Chain(one.get(), whole);
        }
        return Optional.ofNullable(whole).map(Bounded::new);
    }

    private static Optional<ContentDecoder> one(String coding) {
        try {
            return switch (coding) {
                case "gzip", "x-gzip" -> Optional.of(new GzipDecoder());
                case "deflate" -> Optional.of(new DeflateDecoder());
                case "br" -> Optional.of(new BrotliDecoder());
                case "zstd" -> Optional.of(new ZstdDecoder());
                default -> Optional.empty();
            };
        } catch (IOException | LinkageError missingNative) {
            return Optional.empty();
        }
    }

    /** {@code second} after {@code first}. */
    record Chain(ContentDecoder first, ContentDecoder second) implements ContentDecoder {
        @Override
        public void decode(byte[] bytes, int offset, int length, Sink sink) throws IOException {
            first.decode(bytes, offset, length, (b, o, l) -> second.decode(b, o, l, sink));
        }

        @Override
        public void close() {
            first.close();
            second.close();
        }
    }
}
