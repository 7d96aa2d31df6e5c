package dev.wiretape.tui.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShelfTest {
    @Test
    void aShelfStaysAsItWasWhenMoreIsPutOnTheNext() {
        Shelf.Maker<Integer> maker = new Shelf.Maker<>(Shelf.empty());
        IntStream.range(0, 1_000).forEach(place -> maker.put(place, place));
        Shelf<Integer> before = maker.make();

        maker.put(300, -1);
        maker.put(1_000, 1_000);

        assertThat(before)
                .hasSize(1_000)
                .containsExactlyElementsOf(IntStream.range(0, 1_000).boxed().toList());
        assertThat(maker.make()).hasSize(1_001).contains(-1, 1_000).doesNotContain(300);
    }

    @Test
    void whatIsNotThereIsEmptyOrRefused() {
        Shelf.Maker<String> maker = new Shelf.Maker<>(Shelf.empty());
        maker.put(700, "far");
        Shelf<String> shelf = maker.make();

        assertThat(shelf.at(700)).contains("far");
        assertThat(shelf.at(3)).isEmpty();
        assertThat(shelf.at(-1)).isEmpty();
        assertThat(shelf.at(701)).isEmpty();
        assertThatThrownBy(() -> shelf.get(701)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
