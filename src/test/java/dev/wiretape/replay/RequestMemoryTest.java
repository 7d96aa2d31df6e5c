package dev.wiretape.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RequestMemoryTest {
    private final RequestMemory memory = new RequestMemory(10, 1);
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

    @Test
    void onlyWhoStandsStillWhileOthersWaitIsInTheWay() {
        RequestMemory.Share first = take("first", 10);
        assertThat(first.isInTheWay()).as("while nobody waits").isFalse();
        assertThat(first.isInTheWay()).as("again while nobody waits").isFalse();

        RequestMemory.Share second = take("second", 10);
        assertThat(second.isInTheWay()).as("who waits itself").isFalse();
        first.moved();
        assertThat(first.isInTheWay()).as("who has sent something").isFalse();
        assertThat(first.isInTheWay()).as("who has sent nothing since").isTrue();

        first.giveBack();
        take("third", 10);
        assertThat(second.isInTheWay()).as("who has just got its room").isFalse();
        assertThat(second.isInTheWay()).as("who has done nothing with its room").isTrue();
    }

    private RequestMemory.Share take(String name, long bytes) {
        return memory.take(bytes, () -> granted.add(name));
    }
}
