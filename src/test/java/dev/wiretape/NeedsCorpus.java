package dev.wiretape;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a test class or method, with a word why, where there is no {@link Corpus}. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsCorpus.Condition.class)
public @interface NeedsCorpus {

    /** Enabled where the system property names a folder. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return Corpus.isThere()
                    ? ConditionEvaluationResult.enabled("corpus given")
                    : ConditionEvaluationResult.disabled(
                            "no corpus: -Dwiretape.corpus=FOLDER with streams/ and sse-conformance/");
        }
    }
}
