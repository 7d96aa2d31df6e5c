package dev.wiretape.tui.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class KeymapTest {
    @Test
    void everyActionHasAKey() {
        Set<Action> missing = EnumSet.allOf(Action.class);
        Keymap.TABLE.forEach(binding -> missing.remove(binding.action()));
        assertThat(missing).isEmpty();
    }

    @Test
    void everyBindingSaysWhatItDoes() {
        assertThat(Keymap.TABLE).allSatisfy(binding -> {
            assertThat(binding.keys()).isNotEmpty();
            assertThat(binding.help()).isNotBlank();
        });
    }

    @Test
    void theKeysPeopleKnowFromLnavAndMitmproxyDoWhatTheyDoThere() {
        assertThat(Keymap.action(true, false, "e")).contains(Action.NEXT_FINDING);
        assertThat(Keymap.action(true, false, "s")).contains(Action.NEXT_STALL);
        assertThat(Keymap.action(true, false, "}")).contains(Action.NEXT_BLOCK);
        assertThat(Keymap.action(true, false, ".")).contains(Action.STEP_FORWARD);
        assertThat(Keymap.action(false, false, "enter")).contains(Action.OPEN);
        assertThat(Keymap.action(false, false, "F")).contains(Action.FOLLOW);
        assertThat(Keymap.action(false, false, "}")).isEmpty();
    }
}
