package dev.wiretape.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartialJsonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{                          | {}",
                "{\"a                       | {}",
                "{\"a\"                     | {}",
                "{\"a\":                    | {}",
                "{\"a\":1                   | {}",
                "{\"a\":1,                  | {\"a\":1}",
                "{\"a\":\"x                 | {}",
                "{\"a\":\"x\"               | {\"a\":\"x\"}",
                "{\"a\":\"x\",\"b           | {\"a\":\"x\"}",
                "{\"a\":\"x\",\"b\"         | {\"a\":\"x\"}",
                "{\"a\":\"x\\\"             | {}",
                "{\"a\":\"x\\\\\",          | {\"a\":\"x\\\\\"}",
                "{\"a\":tru                 | {}",
                "{\"a\":false               | {\"a\":false}",
                "{\"a\":[1,2                | {\"a\":[1]}",
                "{\"a\":[1,2,               | {\"a\":[1,2]}",
                "{\"a\":[\"x\",\"y\"        | {\"a\":[\"x\",\"y\"]}",
                "{\"a\":[{\"b\":{           | {\"a\":[{\"b\":{}}]}",
                "{\"a\":9007199254740993,\"b | {\"a\":9007199254740993}",
                "[[],[                      | [[],[]]",
                "~{\"a\":1 ~                | {\"a\":1}",
            })
    void whatIsNotCertainlyWholeIsLeftOut(String beginning, String value) {
        assertThat(close(beginning)).hasToString(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"~~", "~ ~", "\"ab", "-", "tr", "12"})
    void nothingThatStaysIsNoValue(String beginning) {
        assertThat(PartialJson.close(text(beginning))).isEmpty();
    }

    private static RawJson close(String beginning) {
        return PartialJson.close(text(beginning)).orElseThrow();
    }

    private static Text text(String text) {
        TextLog log = new TextLog();
        log.append(text);
        return log.prefix(log.length());
    }
}
