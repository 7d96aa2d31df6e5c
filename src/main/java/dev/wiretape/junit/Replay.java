package dev.wiretape.junit;

import dev.wiretape.replay.MatchMode;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Serves recordings as the API for the length of each test; a parameter of type {@link Replayed} says where. The test
 * fails if it asked for something that no recording answers, or did not use a recording.
 *
 * <pre>
 * &#64;Test
 * &#64;Replay(value = "recordings/tool-use.ndjson", faults = "reset&#64;frame=12")
 * void survivesAReset(Replayed replayed) {
 *     AnthropicClient client = AnthropicOkHttpClient.builder().apiKey("none").baseUrl(replayed.url()).build();
 *     …
 * }
 * </pre>
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ReplayExtension.class)
public @interface Replay {
    /** A recording or a folder of them: a path from the working directory, or a resource on the class path. */
    String value();

    /** What breaks in the answers, as {@code replay --fault} takes it. */
    String[] faults() default {};

    /** Decides what faults leave to chance. */
    long seed() default 0;

    /** Which recording answers a request. */
    MatchMode match() default MatchMode.AUTO;

    /** How many times faster than recorded; without waiting by default. */
    double speed() default Double.POSITIVE_INFINITY;

    /** Whether the test may leave recordings unused. */
    boolean mayLeaveUnused() default false;

    /** Whether the test may ask for what no recording answers. */
    boolean mayAskMore() default false;
}
