package dev.wiretape.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** What grows until somebody is held up. */
public final class Standstill {
    private Standstill() {}

    /** What the count stands at once it has not moved for a second. */
    public static long await(LongSupplier count) {
        long[] last = {-1, 0};
        Awaitility.await("a standstill")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    long now = count.getAsLong();
                    last[1] = now > 0 && now == last[0] ? last[1] + 1 : 0;
                    last[0] = now;
                    return last[1] >= 5;
                });
        return last[0];
    }

    /** The same of the bytes in all files below a folder. */
    public static long awaitBytesBelow(Path folder) {
        return await(() -> {
            try (Stream<Path> files = Files.walk(folder)) {
                return files.filter(Files::isRegularFile)
                        .mapToLong(file -> file.toFile().length())
                        .sum();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
