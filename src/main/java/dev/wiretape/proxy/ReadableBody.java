package dev.wiretape.proxy;

import dev.wiretape.recording.Field;
import dev.wiretape.recording.coding.ContentDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A response's body on its way to somebody who reads it: without its content coding, where that is known. */
final class ReadableBody {
    private final boolean coded;
    private Optional<ContentDecoder> decoder;

    /** The body of a response with these fields. */
    ReadableBody(List<Field> fields) {
        Optional<String> coding = Field.first(fields, "content-encoding");
        decoder = coding.flatMap(ContentDecoder::of);
        coded = coding.isPresent() && decoder.isEmpty();
    }

    /** Whether its coding stays on it, so that nobody can read it. */
    boolean isCoded() {
        return coded;
    }

    /** The fields as they are true of the readable body. */
    List<Field> fields(List<Field> fields) {
        return decoder.isEmpty()
                ? fields
                : fields.stream()
                        .filter(field -> !field.key().equals("content-encoding")
                                && !field.key().equals("content-length"))
                        .toList();
    }

    /**
     * Adds what the next bytes decode to.
     *
     * @throws IOException where they are not of their coding; what could be read of them was added
     */
    void read(byte[] bytes, ByteArrayOutputStream to) throws IOException {
        if (decoder.isEmpty()) {
            to.writeBytes(bytes);
        } else {
            decoder.get().decode(bytes, 0, bytes.length, (from, offset, length) -> to.write(from, offset, length));
        }
    }

    /** No more is read. */
    void close() {
        decoder.ifPresent(ContentDecoder::close);
        decoder = Optional.empty();
    }
}
