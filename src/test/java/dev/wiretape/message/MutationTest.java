package dev.wiretape.message;

import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.wiretape.Corpus;
import dev.wiretape.sse.EventDecoder;
import dev.wiretape.sse.FrameSplitter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damaged streams never throw or hang, the message so far is always JSON, and no byte is lost. */
@Timeout(600)
class MutationTest {
    private static final int MUTATIONS = Integer.getInteger("wiretape.mutations", 100_000);

    /** Larger streams take most of the time and break in no other way. */
    private static final int LARGEST = 8 * 1024;

    private final JsonFactory json = new JsonFactory();

    @Test
    void damagedStreamsAreFoldedToTheirEndAndStayExportable() throws IOException {
        List<byte[]> streams = streams();
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] stream = Mutations.of(streams.get(i % streams.size()), new Random(i));
            try {
                fold(stream);
            } catch (RuntimeException | IOException e) {
                fail("mutation " + i + " of stream " + i % streams.size(), e);
            }
        }
    }

    private void fold(byte[] stream) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(stream.length);
        FrameSplitter splitter = new FrameSplitter();
        EventDecoder decoder = new EventDecoder();
        MessageFold fold = new MessageFold();
        int[] frame = {0};
        splitter.feed(stream, 0, stream.length, (raw, at, length) -> {
            bytes.write(raw, at, length);
            int number = frame[0]++;
            decoder.decode(raw, at, length).ifPresent(event -> fold.apply(number, event));
        });
        splitter.end((raw, at, length) -> bytes.write(raw, at, length));
        bytes.writeBytes(splitter.pending());
        if (!Arrays.equals(bytes.toByteArray(), stream)) {
            fail("the frames and what was pending are not the stream");
        }
        fold.end();
        assertJson(MessageJson.of(fold.snapshotAt(frame[0] / 2)));
        assertJson(MessageJson.of(fold.snapshot()));
    }

    private void assertJson(String message) throws IOException {
        try (JsonParser parser = json.createParser(message)) {
            parser.nextToken();
            parser.skipChildren();
            if (parser.nextToken() != null) {
                fail("more than one value: " + message);
            }
        }
    }

    private static List<byte[]> streams() throws IOException {
        List<byte[]> streams = new ArrayList<>(List.of(Mutations.PLAIN));
        if (Corpus.isThere()) {
            for (Path path : Corpus.streams()) {
                if (Files.size(path) <= LARGEST) {
                    streams.add(Files.readAllBytes(path));
                }
            }
        }
        return streams;
    }
}
