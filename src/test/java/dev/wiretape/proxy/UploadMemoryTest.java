package dev.wiretape.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UploadMemoryTest {
    private static final int MEBI = 1024 * 1024;

    private final UploadMemory memory = new UploadMemory();

    @Test
    void oneRequestMayKeepALittle() {
        UploadMemory.Share share = memory.share();

        assertThat(share.take(MEBI)).isTrue();
        assertThat(share.take(2 * MEBI)).isFalse();
    }

    @Test
    void manyRequestsTogetherMayNotKeepMuchMore() {
        List<UploadMemory.Share> shares = new ArrayList<>();
        do {
            shares.add(memory.share());
        } while (shares.get(shares.size() - 1).take(MEBI));
        assertThat(shares).hasSizeLessThan(10);

        shares.forEach(UploadMemory.Share::giveBack);
        assertThat(memory.share().take(MEBI)).as("after all was given back").isTrue();
    }
}
