package dev.wiretape.recording;

import dev.wiretape.recording.coding.ContentDecoder;
import dev.wiretape.recording.secrets.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The request's body on its way into lines: decoded where it is encoded, its secrets taken out. */
final class UploadTape {
    private final Optional<String> encoding;
    private final PlainTape plain;
    private ByteArrayOutputStream ready = new ByteArrayOutputStream(0);
    private Optional<ContentDecoder> decoder;
    private int redactions;

    UploadTape(List<Field> headers, Secrets secrets, Redactor redactor) {
        Optional<String> coding = Field.first(headers, "content-encoding")
                .filter(value -> !ContentDecoder.codings(value).isEmpty());
        this.decoder = coding.flatMap(ContentDecoder::of);
        this.encoding = coding.filter(c -> decoder.isPresent());
        this.plain = new PlainTape(secrets, redactor, Optional.empty(), (t, bytes, offset, length, parts, masked) -> {
            ready.write(bytes, offset, length);
            redactions += masked;
        });
    }

    /** The coding that was undone, if any. */
    Optional<String> encoding() {
        return encoding;
    }

    void add(byte[] bytes, int offset, int length) {
        if (decoder.isEmpty()) {
            plain.chunk(0, bytes, offset, length);
            return;
        }
        try {
            decoder.get().decode(bytes, offset, length, (b, o, l) -> plain.chunk(0, b, o, l));
        } catch (IOException e) {
            // Not of the coding it says. What follows is kept as it came, so that one can see what it was.
            close();
            decoder = Optional.empty();
            plain.chunk(0, bytes, offset, length);
        }
    }

    /** No more bytes. */
    void end() {
        plain.end();
        close();
    }

    /** What is ready to be recorded since the last call. */
    Payload take() {
        if (ready.size() == 0) {
            return Payload.EMPTY;
        }
        byte[] bytes = ready.toByteArray();
        // Not reset, which would keep room for the largest of requests until the last of the answer.
        ready = new ByteArrayOutputStream(0);
        return Payload.owning(bytes);
    }

    /** How many secrets were taken out of what {@link #take} handed over last. */
    int takeRedactions() {
        int count = redactions;
        redactions = 0;
        return count;
    }

    private void close() {
        decoder.ifPresent(ContentDecoder::close);
    }
}
