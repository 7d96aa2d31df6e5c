package dev.wiretape.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.tui.model.Effect;
import dev.wiretape.tui.model.Keymap;
import dev.wiretape.tui.model.Msg;
import dev.wiretape.tui.model.OnDeck;
import dev.wiretape.tui.model.Order;
import dev.wiretape.tui.model.Served;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys that hold and break what is being served, and what the screen says about it. */
@Timeout(60)
class OnDeckTest {
    private static final Path RECORDING = Path.of("recordings/plain-text.ndjson");

    private final Stage stage = Stage.on(RECORDING, 120, 30);
    private final long exchange =
            stage.model().library().tapes().get(0).header().seq();

    @Test
    void whereNobodyIsServedThereAreNoSuchKeys() {
        assertThat(Keymap.action(true, false, "o")).isEmpty();
        assertThat(stage.press("enter", "o", "c", "w", "b", "u").model().effects())
                .isEmpty();
        assertThat(stage.press("?").screen()).doesNotContain("let it have one more frame");
    }

    @Test
    void theScreenSaysWhoIsWhereInWhichRecording() {
        served(3, true);
        assertThat(stage.screen()).contains("a.ndjson for 127.0.0.1:5", "held 3/9", "next: event: ping");
        assertThat(stage.press("enter").screen()).contains("a.ndjson for 127.0.0.1:5", "held 3/9", "o one frame");
        served(4, false);
        assertThat(stage.screen()).contains("sent 4/9").doesNotContain("next: event: ping");
        stage.send(new Msg.Serves(List.of()));
        assertThat(stage.screen()).contains("a.ndjson for 127.0.0.1:5").doesNotContain("4/9");
    }

    @Test
    void keysMoveTheClientOn() {
        served(3, true);
        assertThat(after("o")).isEqualTo(new Effect.Act(7, Order.STEP, ""));
        assertThat(after("c")).isEqualTo(new Effect.Act(7, Order.GO_ON, ""));
        served(3, false);
        assertThat(after("c")).isEqualTo(new Effect.Act(7, Order.HOLD, ""));
        assertThat(after("enter", "o")).isEqualTo(new Effect.Act(7, Order.STEP, ""));
        forget();
        stage.press("u").type("finding=error");
        assertThat(stage.model().effects()).containsExactly(new Effect.Act(7, Order.RUN_TO, "finding=error"));
        forget();
        stage.press("b").type("stall=5@tool");
        assertThat(stage.model().effects()).containsExactly(new Effect.Act(7, Order.BREAK, "stall=5@tool"));
    }

    @Test
    void theMenuHasAKeyForEachChoice() {
        for (OnDeck.Choice choice : OnDeck.MENU) {
            served(3, true);
            assertThat(stage.press("w").screen()).contains(choice.text());
            assertThat(after(choice.key())).isEqualTo(new Effect.Act(7, choice.order(), choice.argument()));
        }
    }

    @Test
    void whoHasEverythingIsNotServedAnyMore() {
        stage.send(new Msg.Serves(List.of()));
        assertThat(stage.press("o").model().notice()).contains("nobody waits");
        assertThat(stage.model().effects()).isEmpty();
    }

    private void served(int sent, boolean held) {
        stage.send(new Msg.Serves(List.of(
                new Served(7, exchange, "127.0.0.1:5", "a.ndjson", sent, 9, held, "event: ping\ndata: {}\n\n"))));
        forget();
    }

    private Effect after(String... keys) {
        forget();
        stage.press(keys);
        assertThat(stage.model().effects()).hasSize(1);
        return stage.model().effects().get(0);
    }

    private void forget() {
        stage.forgetEffects();
    }
}
