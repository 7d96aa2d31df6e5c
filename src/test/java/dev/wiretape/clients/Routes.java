package dev.wiretape.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.testing.ReceivedRequest;
import dev.wiretape.testing.Script;
import dev.wiretape.testing.ScriptedUpstream;
import dev.wiretape.testing.TestRecorder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An upstream that serves every stream in every {@link Delivery}, reached directly and through a recorder. A path of it
 * is {@code /delivery/name}; clients take URL + path as their base address.
 */
final class Routes implements AutoCloseable {
    private final List<Stream> streams;
    private final Map<String, Stream> byName;
    private final ScriptedUpstream upstream;
    private final TestRecorder recorder;

    private Routes(List<Stream> streams, Path folder) throws IOException {
        this.streams = streams;
        this.byName = streams.stream().collect(Collectors.toMap(Stream::name, Function.identity()));
        this.upstream = ScriptedUpstream.answering(this::script);
        this.recorder = TestRecorder.inFrontOf(upstream.url(), folder);
    }

    static Routes open(Path folder) throws IOException {
        return new Routes(Stream.all(), folder);
    }

    String direct() {
        return upstream.url();
    }

    String recorded() {
        return recorder.url();
    }

    /** What to run, {@code /delivery/name} each. */
    List<String> paths() {
        List<String> paths = new ArrayList<>();
        for (Delivery delivery : Delivery.values()) {
            streams.forEach(stream -> paths.add("/" + delivery.path() + "/" + stream.name()));
        }
        return paths;
    }

    /** Through which of an SDK's APIs to ask for a path: all for a whole stream, for the others one is enough. */
    static List<String> apis(String path) {
        return path.startsWith("/" + Delivery.WHOLE.path() + "/") ? List.of("beta", "ga") : List.of("beta");
    }

    /** Whether the upstream resets: how much of the answer a client sees of it is then a race, in any network. */
    static boolean isReset(String path) {
        return path.startsWith("/" + Delivery.RESET.path() + "/");
    }

    /** Fails where the recorder did not see as many exchanges as the upstream served for it. */
    void assertRecorded(int exchanges) throws IOException {
        assertThat(recorder.awaitEnded(exchanges)).as("recordings made").hasSize(exchanges);
    }

    @Override
    public void close() throws IOException {
        try (upstream) {
            recorder.close();
        }
    }

    private Script script(ReceivedRequest request) {
        String[] segments = request.head().target().split("/", 4);
        for (Delivery delivery : Delivery.values()) {
            if (delivery.path().equals(segments[1])) {
                return delivery.script(byName.get(segments[2]));
            }
        }
        throw new AssertionError("nobody asked for " + request.head().target());
    }
}
