package dev.wiretape.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrettyJsonTest {

    @Test
    void membersAndElementsStandOnTheirOwnLines() {
        assertThat(PrettyJson.of("{\"a\":[1, {\"b\" :\"x, {y}\\\"\"}], \"c\":{}, \"d\":[ ]}"))
                .isEqualTo("""
                        {
                          "a": [
                            1,
                            {
                              "b": "x, {y}\\""
                            }
                          ],
                          "c": {},
                          "d": []
                        }""");
    }

    @Test
    void beginningOfADocumentIsIndentedAsFarAsItGoes() {
        assertThat(PrettyJson.of("{\"a\":[1,{\"b\":\"x {")).isEqualTo("""
                        {
                          "a": [
                            1,
                            {
                              "b": "x {""");
    }

    @Test
    void indentedDocumentIsTheSameDocumentHoweverItWasWritten() throws IOException {
        JsonMapper mapper = JsonMapper.builder().build();
        Random random = new Random(6);
        for (int i = 0; i < 5_000; i++) {
            String json = RandomJson.document(random);
            String pretty = PrettyJson.of(json);
            assertThat(mapper.readTree(pretty)).as(json).isEqualTo(mapper.readTree(json));
            StringBuilder pieces = new StringBuilder();
            PrettyJson writer = new PrettyJson(pieces);
            int cut = random.nextInt(json.length() + 1);
            writer.append(json, 0, cut).append(json.substring(cut));
            assertThat(pieces).as(json).hasToString(pretty);
        }
    }

    @Test
    void closingBracketsThatCloseNothingDoNoHarm() {
        assertThat(PrettyJson.of("]}1")).isEqualTo("\n]\n}1");
    }
}
