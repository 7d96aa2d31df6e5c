package dev.wiretape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class NearestTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"shwo,show", "recrod,record", "chek,check", "replayy,replay", "pley,play"})
    void aSlipOfTheFingerIsUnderstood(String typed, String meant) {
        assertThat(Nearest.to(typed, Stream.of("record", "replay", "play", "show", "check")))
                .contains(meant);
    }

    @ParameterizedTest(name = "{0} and {1} are {2} apart")
    @CsvSource({
        "'','',0",
        "'',abc,3",
        "abc,'',3",
        "abc,abc,0",
        "abc,acb,1",
        "abc,cab,2",
        "abcd,badc,2",
        "kitten,sitting,3"
    })
    void editsAreCounted(String a, String b, int edits) {
        assertThat(Nearest.edits(a, b)).isEqualTo(edits);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"xyz", "rm", "s"})
    void whatIsFarFromEverythingIsNotGuessed(String typed) {
        assertThat(Nearest.to(typed, Stream.of("record", "replay", "play", "show", "check")))
                .isEmpty();
    }
}
