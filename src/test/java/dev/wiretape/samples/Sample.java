package dev.wiretape.samples;

import dev.wiretape.testing.Script;
import dev.wiretape.testing.Step;
import java.time.Duration;

/**
 * One exchange to be recorded.
 *
 * @param name the recording's file name without its ending
 * @param shows one sentence for the table in {@code recordings/README.md}
 * @param requestJson the request's body as sent
 * @param script what the upstream answers, and when
 */
record Sample(String name, String shows, String requestJson, Script script) {
    /** How long the upstream takes when nothing is late. */
    Duration length() {
        return script.steps().stream()
                .filter(Step.Pause.class::isInstance)
                .map(step -> ((Step.Pause) step).time())
                .reduce(Duration.ZERO, Duration::plus);
    }
}
