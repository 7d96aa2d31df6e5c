package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MessageExportTest {
    @TempDir
    private Path folder;

    @Test
    void aMessageThatWasNotStreamedIsWrittenAsItCame() throws IOException {
        String answer =
                "{\n  \"id\": \"msg_1\",\r\n  \"type\": \"message\", \"n\": 12345678901234567890, \"text\": \"a\\nb\"\n}\n";
        String head = "HTTP/1.1 200 OK\ncontent-type: application/json\n\n";

        assertThat(Invocation.with((head + answer).getBytes(UTF_8), folder, "export", "-", "-T", "message")
                        .exits(0)
                        .out())
                .isEqualTo("{  \"id\": \"msg_1\",  \"type\": \"message\", \"n\": 12345678901234567890,"
                        + " \"text\": \"a\\nb\"}\n");
        assertThat(Invocation.with(
                                (head + "{\"input_tokens\":5}").getBytes(UTF_8), folder, "export", "-", "-T", "message")
                        .fails(65))
                .contains("holds no message");
    }
}
