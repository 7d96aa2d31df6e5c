package dev.wiretape.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.wiretape.Corpus;
import dev.wiretape.NeedsCorpus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The exported message against what the official TypeScript client assembled from the same stream. */
@NeedsCorpus
@Timeout(60)
class SdkMessageTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Stream<Slug> messages() {
        return slugs(".message.json");
    }

    static Stream<Slug> partialMessages() {
        return slugs(".error.json").filter(slug -> slug.sdk().path("partial").isObject());
    }

    private static Stream<Slug> slugs(String suffix) {
        return Corpus.streams().stream().map(stream -> new Slug(stream, suffix)).filter(Slug::exists);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void exportEqualsTheFinalMessageOfTheClient(Slug slug) throws IOException {
        JsonNode ours = JSON.readTree(MessageJson.of(slug.fold().snapshot()));
        assertThat(SdkDifference.between(ours, slug.sdk()).unexplained())
                .as("%s: %s", slug, ours)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("partialMessages")
    void exportEqualsTheClientsSnapshotWhereItStoppedWithAnError(Slug slug) throws IOException {
        JsonNode ours = JSON.readTree(MessageJson.of(slug.whereTheClientStopped()));
        assertThat(SdkDifference.between(ours, slug.sdk().get("partial")).unexplained())
                .as("%s: %s", slug, ours)
                .isEmpty();
    }

    @Test
    void everyAllowedDifferenceIsNeededByAStream() throws IOException {
        Set<SdkDifference.Allowed> needed = EnumSet.noneOf(SdkDifference.Allowed.class);
        for (Slug slug : messages().toList()) {
            JsonNode ours = JSON.readTree(MessageJson.of(slug.fold().snapshot()));
            needed.addAll(SdkDifference.between(ours, slug.sdk()).allowed());
        }
        for (Slug slug : partialMessages().toList()) {
            JsonNode ours = JSON.readTree(MessageJson.of(slug.whereTheClientStopped()));
            needed.addAll(SdkDifference.between(ours, slug.sdk().get("partial")).allowed());
        }
        assertThat(needed).isEqualTo(EnumSet.allOf(SdkDifference.Allowed.class));
    }

    record Slug(Path stream, String suffix) {
        boolean exists() {
            return Files.exists(sdkFile());
        }

        JsonNode sdk() {
            try {
                return JSON.readTree(sdkFile().toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Fold fold() throws IOException {
            return Fold.of(Files.readAllBytes(stream));
        }

        /** After the event the client threw at, of which it may have taken a part; it does not count pings. */
        MessageSnapshot whereTheClientStopped() throws IOException {
            Fold fold = fold();
            return fold.changes().stream()
                    .filter(change -> change.kind() != Change.Kind.PING)
                    .skip(sdk().get("eventsSeen").asInt())
                    .findFirst()
                    .map(change -> fold.fold().snapshotAt(change.frame()))
                    .orElse(fold.snapshot());
        }

        private Path sdkFile() {
            return stream.resolveSibling(stream.getFileName().toString().replaceFirst("\\.sse$", "") + suffix);
        }

        @Override
        public String toString() {
            return stream.getFileName().toString();
        }
    }
}
