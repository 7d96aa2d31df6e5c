package dev.wiretape.tui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.tui.model.Effect;
import dev.wiretape.tui.model.Focus;
import dev.wiretape.tui.model.Msg;
import dev.wiretape.tui.model.Tab;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys in, model out. */
@Timeout(60)
class JourneyTest {
    private static final Path ALL = Path.of("recordings");
    private static final Path BROKEN_TOOL = ALL.resolve("max-tokens-in-tool-json.ndjson");
    private static final Path STALL = ALL.resolve("stall-with-pings.ndjson");
    private static final Path TWO_TOOLS = ALL.resolve("two-tools-in-parallel.ndjson");

    private static Stage open(Path recording) {
        return Stage.on(recording, 80, 24).press("enter");
    }

    @Test
    void theListOpensAnExchangeAndComesBack() {
        Stage stage = Stage.on(ALL, 80, 24).press("j", "j", "enter");
        assertThat(stage.exchange().place()).isEqualTo(2);
        assertThat(stage.press("q").model().exchange()).isEmpty();
        assertThat(stage.model().session().cursor()).isEqualTo(2);
        assertThat(stage.press("q").model().quit()).isTrue();
    }

    @Test
    void escapeNeverQuitsTheList() {
        assertThat(Stage.on(ALL, 80, 24).press("esc", "esc").model().quit()).isFalse();
    }

    @Test
    void oneFindsWhyTheToolInputIsBroken() {
        Stage stage = open(BROKEN_TOOL).press("e");
        assertThat(stage.exchange().tab()).isEqualTo(Tab.FINDINGS);
        assertThat(stage.screen()).contains("input-cut  frame 53  here", "in $.steps[1], cut by");
        assertThat(stage.press("1").screen()).contains("never became JSON", "$.steps[1]");
    }

    @Test
    void oneFindsWhereTheStallSat() {
        Stage stage = open(STALL).press("s");
        assertThat(stage.frame()).isEqualTo(14);
        assertThat(stage.press("6").screen()).contains("6.26s", "2 pings in between");
        assertThat(stage.press("s").model().notice()).isEqualTo("no slow gap after this");
    }

    @Test
    void theFindingOneHasComeToByAnotherWayIsShown() {
        Stage stage = open(STALL).press("s", "e");
        assertThat(stage.frame()).isEqualTo(14);
        assertThat(stage.screen()).contains("stall  frame 14  here");
    }

    @Test
    void everythingIsAsOfTheFrameUnderTheCursor() {
        Stage stage = open(BROKEN_TOOL).press(":").type("13");
        assertThat(stage.screen()).contains("so far good, inside a string").contains("at $.title");
        stage.press(".", ".", ".");
        assertThat(stage.screen()).contains("Grandmother's plum cake");
        stage.press(",", ",");
        assertThat(stage.screen()).contains("\"title\": \"Grandmothe").doesNotContain("Grandmother's");
    }

    @Test
    void blocksAreJumpedTo() {
        Stage stage = open(TWO_TOOLS).press("}", "}");
        int second = stage.frame();
        stage.press("}");
        assertThat(stage.frame()).isGreaterThan(second);
        assertThat(stage.press("{").frame()).isEqualTo(second);
    }

    @Test
    void aFilterLeavesOnlyWhatPasses() {
        Stage stage = open(STALL).press("f").type("event:ping");
        assertThat(stage.exchange().rows().size()).isEqualTo(3);
        stage.press("f", "ctrl-u").type("gap:>2s -event:ping");
        assertThat(stage.exchange().rows().size()).isEqualTo(1);
        assertThat(stage.frame()).isEqualTo(14);
        stage.press("f", "ctrl-u").type("");
        assertThat(stage.exchange().rows().size()).isEqualTo(29);
    }

    @Test
    void aWrongFilterIsExplainedAndStaysToBeMended() {
        Stage stage = open(STALL).press("f").type("gap:long");
        assertThat(stage.model().prompt().text()).isEqualTo("gap:long");
        assertThat(stage.screen()).contains("gap:>2s");
    }

    @Test
    void aSearchFindsWordsThatAreSpreadOverFrames() {
        Stage stage = open(BROKEN_TOOL).press("/").type("grandmother's plum");
        assertThat(stage.model().hits().found()).hasSize(1);
        assertThat(stage.frame()).isEqualTo(16);
    }

    @Test
    void hitsAreWalkedThroughAndAround() {
        Stage stage = open(BROKEN_TOOL).press("/").type("grams");
        int first = stage.exchange().row();
        stage.press("n");
        int second = stage.exchange().row();
        assertThat(second).isGreaterThan(first);
        assertThat(stage.press("N").exchange().row()).isEqualTo(first);
        assertThat(stage.press("G", "n").model().notice()).isEqualTo("on from the top");
        assertThat(stage.press("g", "N").model().notice()).isEqualTo("on from the end");
    }

    @Test
    void marksAndRelativeTimes() {
        Stage stage = open(STALL).press(":").type("11").press("m", "a", "T", "G", "'", "a");
        assertThat(stage.frame()).isEqualTo(11);
        assertThat(stage.screen()).contains("T+ s");
        assertThat(stage.press("T").screen()).contains("time s");
    }

    @Test
    void playingPassesTimeAsItWasTimesTheSpeed() {
        Stage stage = open(STALL).press("space");
        stage.send(new Msg.Tick(Stage.NOW + 1_000));
        assertThat(stage.frame()).isEqualTo(9);
        stage.press(">");
        stage.send(new Msg.Tick(Stage.NOW + 1_000 + 3_200));
        assertThat(stage.frame()).isEqualTo(16);
        stage.send(new Msg.Tick(Stage.NOW + 60_000));
        assertThat(stage.exchange().playback().playing()).isFalse();
    }

    @Test
    void anIdleLimitShortensGapsAndNothingElse() {
        Stage stage = open(STALL).press(":").type("11").press("i", "i", "i", "i", "space");
        stage.send(new Msg.Tick(Stage.NOW + 610));
        assertThat(stage.frame()).isEqualTo(14);
    }

    @Test
    void pingsCanBeHidden() {
        Stage stage = open(STALL);
        int all = stage.exchange().rows().size();
        assertThat(stage.press("p").exchange().rows().size()).isEqualTo(all - 3);
    }

    @Test
    void regionsTakeTheWholeScreenAndGiveItBack() {
        Stage stage = open(STALL).press("tab", "enter");
        assertThat(stage.exchange().focus()).isEqualTo(Focus.LANES);
        assertThat(stage.screen()).contains("Lanes").doesNotContain("Timeline");
        assertThat(stage.press("esc").screen()).contains("Lanes", "Timeline");
    }

    @Test
    void pastedTextFiresNoKeys() {
        Stage stage = open(STALL).send(new Msg.Paste("Qqx\nQ"));
        assertThat(stage.model().quit()).isFalse();
        assertThat(stage.model().exchange()).isPresent();
        stage.press("/").send(new Msg.Paste("spare\nbattery"));
        assertThat(stage.model().prompt().text()).isEqualTo("spare battery");
    }

    @Test
    void theMouseSelectsAndOpensAndScrolls() {
        Stage stage = Stage.on(ALL, 80, 24);
        stage.send(new Msg.Mouse(Msg.Mouse.Kind.PRESS, 10, 5));
        assertThat(stage.model().session().cursor()).isEqualTo(3);
        stage.send(new Msg.Mouse(Msg.Mouse.Kind.PRESS, 10, 5));
        assertThat(stage.exchange().place()).isEqualTo(3);
        stage.send(new Msg.Mouse(Msg.Mouse.Kind.WHEEL_DOWN, 10, 5));
        assertThat(stage.exchange().row()).isEqualTo(3);
    }

    @Test
    void whereTheSourceHadNoTimesNoneAreShown(@TempDir Path folder) throws Exception {
        Path untimed = folder.resolve("untimed.ndjson");
        String text = Files.readString(STALL, UTF_8);
        Files.writeString(untimed, text.replaceFirst("}\n", ",\"timed\":false}\n"), UTF_8);
        Stage stage = Stage.on(untimed, 200, 50);
        assertThat(stage.screen()).doesNotContainPattern("\\d(us|ms|s)\\b");
        String screen = stage.press("enter").screen();
        assertThat(screen).contains("the source had no times").doesNotContainPattern("\\d(us|ms|s)\\b");
        assertThat(stage.press("5").screen()).doesNotContain("after ");
    }

    @Test
    void anExchangeOfWhichNothingHasArrivedSaysSo(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("begun.ndjson");
        Files.writeString(file, Files.readAllLines(TWO_TOOLS, UTF_8).get(0) + "\n");
        assertThat(open(file).screen()).contains("nothing has arrived yet").doesNotContain("needs more memory");
    }

    @Test
    void copyingAsksTheLoopForIt() {
        Stage stage = open(BROKEN_TOOL).press("y", "i");
        assertThat(stage.model().effects()).containsExactly(new Effect.Copy(Effect.Copy.What.INPUT));
    }

    @Test
    void aResizeKeepsTheCursorInSight() {
        Stage stage = open(BROKEN_TOOL).press(":").type("40");
        for (int height = 24; height > 0; height--) {
            stage.send(new Msg.Resized(80, height));
            assertThat(stage.frame()).isEqualTo(40);
        }
        stage.send(new Msg.Resized(80, 24));
        assertThat(stage.screen()).contains("  40     2.471");
    }
}
