package dev.wiretape.tui.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.tui.Stage;
import dev.wiretape.tui.tape.Hits;
import dev.wiretape.tui.tape.Library;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the compiler of Java 17 cannot tell: that each kind of message is handled. */
@Timeout(30)
class EveryMessageTest {
    private static final Path RECORDING = Path.of("recordings/plain-text.ndjson");

    @Test
    void everyKindOfMessageIsHandled() {
        Stage stage = Stage.on(RECORDING, 80, 24);
        List<Msg> samples = List.of(
                new Msg.Key("j"),
                new Msg.Paste("text"),
                new Msg.Mouse(Msg.Mouse.Kind.PRESS, 1, 1),
                new Msg.Resized(100, 30),
                new Msg.Grew(Library.empty(RECORDING)),
                new Msg.Understood(List.of(stage.model().meaning(0).orElseThrow())),
                new Msg.Fetched(Close.NOTHING),
                new Msg.Searched(Hits.NONE),
                new Msg.Serves(List.of()),
                new Msg.Tick(1),
                new Msg.Quit(),
                new Msg.Notice("text"));
        Set<Class<?>> kinds = samples.stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(kinds).containsExactlyInAnyOrder(Msg.class.getPermittedSubclasses());
        for (Msg msg : samples) {
            assertThat(Update.apply(stage.model(), msg)).as(msg.toString()).isNotNull();
        }
    }

    @Test
    void everyChoiceOfAMenuIsAnEffect() {
        Stream.concat(Overlays.COPY.stream(), Overlays.EXPORT.stream()).forEach(choice -> {
            Stage stage = Stage.on(RECORDING, 80, 24).press("enter");
            stage.press(Overlays.COPY.contains(choice) ? "y" : "x", choice.key());
            assertThat(stage.model().effects()).containsExactly(choice.effect());
        });
    }
}
