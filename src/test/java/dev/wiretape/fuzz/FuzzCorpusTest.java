package dev.wiretape.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.wiretape.cli.FuzzTerminal;
import dev.wiretape.message.FuzzJson;
import dev.wiretape.proxy.FuzzHeads;
import dev.wiretape.recording.FuzzRecording;
import dev.wiretape.sse.FuzzSse;
import dev.wiretape.testing.Figures;
import dev.wiretape.testing.Scale;
import dev.wiretape.timeline.FuzzEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What fuzzing found stays found. */
@Timeout(3600)
class FuzzCorpusTest {
    private static final int MUTATIONS = Scale.of("fuzz", 500, 1_000_000);
    private static final Path CORPORA = Path.of("src/test/resources/fuzz");

    /** The targets; the corpus of each is in the folder of its name. */
    enum Target {
        SSE(FuzzSse::fuzzerTestOneInput),
        RECORDING(FuzzRecording::fuzzerTestOneInput),
        EVENTS(FuzzEvents::fuzzerTestOneInput),
        JSON(FuzzJson::fuzzerTestOneInput),
        HEADS(FuzzHeads::fuzzerTestOneInput),
        TERMINAL(FuzzTerminal::fuzzerTestOneInput);

        @SuppressWarnings("ImmutableEnumChecker") // functions without state
        private final Consumer<byte[]> test;

        Target(Consumer<byte[]> test) {
            this.test = test;
        }

        List<Path> corpus() throws IOException {
            try (Stream<Path> files = Files.list(CORPORA.resolve(name().toLowerCase(Locale.ROOT)))) {
                return files.sorted().toList();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void noInputBreaksAPromise(Target target) throws IOException {
        List<Path> corpus = target.corpus();
        assertThat(corpus).as("the corpus of %s", target).isNotEmpty();
        for (Path file : corpus) {
            run(target, Files.readAllBytes(file), file.toString());
        }
        for (int seed = 0; seed < MUTATIONS; seed++) {
            Random random = new Random(seed);
            byte[] input = Files.readAllBytes(corpus.get(seed % corpus.size()));
            byte[] other = Files.readAllBytes(corpus.get(random.nextInt(corpus.size())));
            run(target, mutated(input, other, random), "mutation " + seed);
        }
        Figures.measured(20, "mutations", "%,d mutations for each of %d readers", MUTATIONS, Target.values().length);
    }

    private static void run(Target target, byte[] input, String name) {
        try {
            target.test.accept(input);
        } catch (RuntimeException | Error e) {
            fail(target + ", " + name + ": " + new String(input, ISO_8859_1), e);
        }
    }

    /** Bytes changed, dropped, doubled, and pieces of another input put in. */
    private static byte[] mutated(byte[] input, byte[] other, Random random) {
        byte[] bytes = input.clone();
        for (int i = random.nextInt(6); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(bytes.length - at, 1 + random.nextInt(1 + random.nextInt(20)));
            bytes = switch (random.nextInt(5)) {
                case 0 -> changed(bytes, at, (byte) random.nextInt(256));
                case 1 -> changed(bytes, at, (byte) "\r\n\0\"{}[]:,\\ \u00c3\u009b".charAt(random.nextInt(14)));
                case 2 -> spliced(bytes, at, at + length, new byte[0]);
                case 3 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
                default -> spliced(bytes, at, at, piece(other, random));
            };
        }
        return bytes;
    }

    private static byte[] piece(byte[] of, Random random) {
        int from = random.nextInt(of.length + 1);
        return Arrays.copyOfRange(of, from, Math.min(of.length, from + random.nextInt(60)));
    }

    private static byte[] changed(byte[] bytes, int at, byte to) {
        byte[] changed = bytes.clone();
        changed[at] = to;
        return changed;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] piece) {
        byte[] spliced = Arrays.copyOf(bytes, from + piece.length + bytes.length - to);
        System.arraycopy(piece, 0, spliced, from, piece.length);
        System.arraycopy(bytes, to, spliced, from + piece.length, bytes.length - to);
        return spliced;
    }
}
