package dev.wiretape.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderRulesTest {
    @Test
    void whatConnectionNamesIsDroppedWhateverItsCase() {
        assertThat(HeaderRules.endToEnd(fields("Connection: close, X-a", "x-A: 1", "b: 2", "connection: B")))
                .isEmpty();
    }

    @Test
    void framingAndAddressCannotBeNamedAway() {
        List<Field> fields = fields("Host: a", "Content-Length: 1", "Content-Type: x");
        List<Field> hostile = fields("Connection: host, content-length, content-type");
        hostile.addAll(fields);

        assertThat(HeaderRules.endToEnd(hostile)).isEqualTo(fields);
    }

    @Test
    void theRestKeepsOrderCaseAndDuplicates() {
        List<Field> fields = fields("b: 1", "A: 2", "B: 3", "b: 1", "Close: 4", "Trailer: x");

        assertThat(HeaderRules.endToEnd(fields)).isEqualTo(fields);
    }

    @Test
    void trailersCannotFrameOrAddressTheMessage() {
        assertThat(HeaderRules.trailers(
                        fields("Content-Length: 5", "Host: b", "Transfer-Encoding: x", "X-Sum: 1", "Connection: y")))
                .isEqualTo(fields("X-Sum: 1"));
    }

    @Test
    void anUpgradeIsOneThatConnectionNames() {
        assertThat(HeaderRules.isUpgrade(fields("Connection: a, UPGRADE", "Upgrade: websocket")))
                .isTrue();
        assertThat(HeaderRules.isUpgrade(fields("Upgrade: websocket"))).isFalse();
        assertThat(HeaderRules.isUpgrade(fields("Connection: Upgrade"))).isFalse();
        assertThat(HeaderRules.isUpgrade(fields("Connection: Upgrade", "Upgrade: h2c")))
                .isFalse();
    }

    private static List<Field> fields(String... lines) {
        return new ArrayList<>(Arrays.stream(lines)
                .map(line -> new Field(
                        line.substring(0, line.indexOf(':')),
                        line.substring(line.indexOf(':') + 1).strip()))
                .toList());
    }
}
