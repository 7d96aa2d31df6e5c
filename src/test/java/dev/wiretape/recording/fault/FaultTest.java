package dev.wiretape.recording.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class FaultTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cut@frame=12",
                "close@byte=100",
                "reset@event=message_delta",
                "stall=5,pings@event=content_block_delta,nth=3",
                "stall=0.5@t=1.25",
                "error=overloaded_error@delta=3,block=1",
                "status=529@request=1",
                "status=429,30",
                "drop@event=ping",
                "duplicate@p=0.1",
                "swap@frame=3",
                "corrupt@byte=77",
                "truncate-json@block=2",
                "slice=1",
                "slice=7,0.01@frame=2",
                "coalesce",
                "latency=0.2,0.1",
                "bandwidth=2.5",
                "crlf@request=2",
                "unknown-event@frame=0"
            })
    void aSpecIsRead(String spec) {
        assertThat(Fault.parse(" " + spec).spec()).isEqualTo(spec);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rest@frame=1",
                "reset",
                "reset@",
                "reset@farme=1",
                "reset@frame=-1",
                "reset@frame=x",
                "reset@frame=1,frame=2",
                "reset@byte=3,frame=1",
                "reset=1@frame=1",
                "drop@byte=3",
                "stall@frame=1",
                "stall=x@frame=1",
                "stall=1,pongs@frame=1",
                "status=200",
                "status=529@frame=3",
                "slice=0",
                "bandwidth=0",
                "coalesce@frame=2",
                "drop@p=1.5",
                "status=429,0.5",
                "drop@nth=0",
                "cut@request=1"
            })
    void whatIsNoSpecIsRefused(String spec) {
        assertThatThrownBy(() -> Fault.parse(spec))
                .isInstanceOf(FaultSyntaxException.class)
                .hasMessageContaining("'" + spec + "'");
    }

    @Test
    void anUnknownWordComesWithTheKnownOnes() {
        assertThatThrownBy(() -> Fault.parse("rest@frame=1")).isInstanceOfSatisfying(FaultSyntaxException.class, e -> {
            assertThat(e.word()).isEqualTo("rest");
            assertThat(e.known()).contains("reset", "truncate-json");
        });
    }

    @Test
    void faultsThatExcludeEachOtherAreRefused() {
        List<List<String>> pairs = List.of(
                List.of("cut@frame=3", "reset@frame=3"),
                List.of("slice=3", "coalesce"),
                List.of("status=500", "status=529"),
                List.of("drop@frame=1", "drop@frame=1"));
        for (List<String> pair : pairs) {
            assertThatThrownBy(() -> faults(pair.get(0), pair.get(1)))
                    .as("%s", pair)
                    .isInstanceOf(FaultSyntaxException.class)
                    .hasMessageContaining(pair.get(0));
        }
        assertThat(faults("cut@frame=3", "reset@frame=4", "status=500@request=1", "status=529@request=2")
                        .faults())
                .hasSize(4);
    }

    static Faults faults(String... specs) {
        return new Faults(Stream.of(specs).map(Fault::parse).toList(), 7);
    }
}
