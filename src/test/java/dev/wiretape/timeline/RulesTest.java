package dev.wiretape.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.message.Oddity;
import dev.wiretape.recording.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule, at an exchange that breaks it and at one that just does not. */
@Timeout(60)
class RulesTest {
    static Stream<Specimen> specimens() {
        return Stream.concat(WireSpecimens.all(), MessageSpecimens.all());
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void theRuleIsBroken(Specimen specimen) {
        assertThat(specimen.breaks().rules()).contains(specimen.rule());
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void theNearMissDoesNotBreakIt(Specimen specimen) {
        assertThat(specimen.nearMiss().rules()).doesNotContain(specimen.rule());
    }

    @Test
    void everyRuleHasASpecimen() {
        assertThat(specimens().map(Specimen::rule))
                .containsExactlyInAnyOrderElementsOf(
                        Rules.all().stream().map(Rule::name).toList());
    }

    @Test
    void everyOddityOfTheMessageHasItsRule() {
        assertThat(Arrays.stream(Oddity.Kind.values()).map(Oddity.Kind::id))
                .allSatisfy(name -> assertThat(Rules.named(name)).as(name).isPresent());
    }

    @Test
    void aStreamInWhichNothingIsWrongHasNoFinding() {
        assertThat(Exchanges.of(Streams.clean()).report().findings()).isEmpty();
    }

    @Test
    void aFindingNamesItsFrameAndItsBlockAndSaysItInOneSentence() {
        List<Finding> findings = Exchanges.of(Streams.around(Streams.textBlock(0) + Streams.textBlock(2), "end_turn"))
                .report()
                .findings();
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).frame()).hasValue(4);
        assertThat(findings.get(0).block()).hasValue(1);
        assertThat(findings.get(0).message())
                .startsWith("an index was left out (index 2 where 1 was next): a block takes the next index")
                .contains("TypeScript SDK");
    }

    @Test
    void whatIsMissingBehindACutIsNoFindingOfItsOwn() {
        Exchanges cut = MessageSpecimens.cutInTool();
        assertThat(cut.rules()).containsExactly("upstream-reset");
        assertThat(cut.report().findings().get(0).what())
                .isEqualTo(
                        "the upstream reset the connection after frame 2, in block 0 (tool_use, its input at $.a[1])");
    }

    @Test
    void aClientThatLeavesAtAnotherProtocolsEndMarkMissedNothing() {
        Exchanges chat = Exchanges.streaming().frames("data: {\"choices\":[]}\n\ndata: [DONE]\n\n");
        assertThat(chat.end(Outcome.CLIENT_CANCELLED).rules()).isEmpty();
    }

    @Test
    void whatIsMissingBehindAnErrorEventIsNoFindingOfItsOwn() {
        String failed =
                Streams.START + Streams.textStart(0) + Streams.event("error", "\"error\":{\"type\":\"api_error\"}");
        assertThat(Exchanges.of(failed).rules()).containsExactly("error-event");
    }

    @Test
    void aRuleThatIsBrokenAgainAndAgainIsListedSomeTimesAndCountedAlways() {
        String many = Streams.START + Streams.event("news", "").repeat(1000) + Streams.STOP;
        ExchangeReport report = Exchanges.of(many).report();
        Rule rule = Rules.named("unknown-event").orElseThrow();
        assertThat(report.findings().stream().filter(f -> f.rule().equals(rule)))
                .hasSize(25);
        assertThat(report.counts()).containsEntry(rule, 1000L);
        assertThat(report.unlisted(rule)).isEqualTo(975);
    }

    @Test
    void aShrinkingCountIsInOrderWhereUsageListsSeveralIterations() {
        String compacted = Streams.clean()
                .replace("\"output_tokens\":12", "\"input_tokens\":3,\"output_tokens\":12,\"iterations\":[{},{}]");
        assertThat(Exchanges.of(compacted).rules()).isEmpty();
    }
}
