package dev.wiretape.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RequestMemoryTest {
    private final RequestMemory memory = new RequestMemory(10);
    private final List<String> granted = new ArrayList<>();

    @Test
    void whatHasRoomIsGrantedAtOnce() {
        take("a", 4);
        take("b", 6);

        assertThat(granted).containsExactly("a", "b");
    }

    @Test
    void whatIsLargerThanAllTheRoomIsGrantedWhenItIsAlone() {
        RequestMemory.Share small = take("small", 1);
        take("huge", 1_000);
        assertThat(granted).containsExactly("small");

        small.giveBack();

        assertThat(granted).containsExactly("small", "huge");
    }

    @Test
    void theyWaitInTheOrderInWhichTheyCame() {
        RequestMemory.Share first = take("first", 10);
        take("large", 9);
        take("small", 1);
        take("last", 5);

        first.giveBack();

        assertThat(granted).containsExactly("first", "large", "small");
    }

    @Test
    void whoLeavesTheQueueHoldsNobodyUp() {
        RequestMemory.Share first = take("first", 10);
        RequestMemory.Share gone = take("gone", 10);
        take("last", 10);

        gone.giveBack();
        first.giveBack();

        assertThat(granted).containsExactly("first", "last");
    }

    @Test
    void givingBackTwiceGivesBackOnce() {
        RequestMemory.Share first = take("first", 6);
        take("second", 4);
        take("third", 6);
        take("fourth", 6);

        first.giveBack();
        first.giveBack();

        assertThat(granted).containsExactly("first", "second", "third");
    }

    private RequestMemory.Share take(String name, long bytes) {
        return memory.take(bytes, () -> granted.add(name));
    }
}
