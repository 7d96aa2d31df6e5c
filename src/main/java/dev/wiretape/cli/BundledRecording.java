package dev.wiretape.cli;

import dev.wiretape.recording.Exchange;
import dev.wiretape.recording.Recording;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The recording that the program carries with it, as a temporary file.
 *
 * @param folder private to us, deleted in the end
 * @param exchange what the file holds
 */
record BundledRecording(Path folder, Exchange exchange) implements AutoCloseable {
    private static final String NAME = "thinking-then-text.ndjson";

    static BundledRecording unpack() throws IOException {
        try (InputStream resource = BundledRecording.class.getResourceAsStream("/recordings/" + NAME)) {
            if (resource == null) {
                throw new IllegalStateException("The jar was built without its recordings");
            }
            Path folder = Files.createTempDirectory("wiretape-demo-");
            Path file = folder.resolve(NAME);
            Files.copy(resource, file);
            return new BundledRecording(folder, Recording.scan(file).exchanges().get(0));
        }
    }

    Path file() {
        return exchange.file();
    }

    @Override
    public void close() throws IOException {
        Files.delete(file());
        Files.delete(folder);
    }
}
