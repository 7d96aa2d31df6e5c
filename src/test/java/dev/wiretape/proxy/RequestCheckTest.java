package dev.wiretape.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wiretape.recording.Field;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The check by itself: much of this never gets here from a socket, because the decoder in front of it refuses as well. */
class RequestCheckTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Host: a|Content-Length: 5|Transfer-Encoding: chunked; 400; contradict",
                "Host: a|transfer-encoding: chunked|content-length: 0; 400; contradict",
                "Host: a|Content-Length: 5|Content-Length: 5; 400; one Content-Length",
                "Host: a|Content-Length: 5, 5; 400; one Content-Length",
                "Host: a|Content-Length: -5; 400; one Content-Length",
                "Host: a|Content-Length: 9999999999999999999; 400; one Content-Length",
                "Host: a|Content-Length:; 400; one Content-Length",
                "Host: a|Content-Xength: 5; 400; differs in one letter",
                "Host: a|Transfer-Encoding: gzip, chunked; 501; only Transfer-Encoding",
                "Host: a|Transfer-Encoding: chunked|Transfer-Encoding: chunked; 501; only Transfer-Encoding",
                "Content-Length: 1; 400; exactly one Host",
                "Host: a|Host: a; 400; exactly one Host",
                "Host: a b; 400; not a host and port",
                "Host: a|X Y: 1; 400; not a token",
                "Host: a|: 1; 400; not a token",
                "Host: a|Expect: miracles; 417; expectation",
            })
    void whatTwoServersCouldReadDifferentlyIsRefused(String fields, int status, String why) {
        assertThat(RequestCheck.refusal("POST", "/", false, fields(fields))).hasValueSatisfying(refusal -> {
            assertThat(refusal.status()).isEqualTo(status);
            assertThat(refusal.message()).contains(why);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: a",
                "Host: a|Content-Length: 5",
                "Host: a|Transfer-Encoding: Chunked",
                "Host: [::1]:8787|Content-Length: 999999999999999999|Expect: 100-Continue",
            })
    void whatEverybodyReadsAlikePasses(String fields) {
        assertThat(RequestCheck.refusal("POST", "/", false, fields(fields))).isEmpty();
    }

    @Test
    void anOldRequestHasNoTransferEncoding() {
        assertThat(RequestCheck.refusal("POST", "/", true, fields("Transfer-Encoding: chunked")))
                .hasValueSatisfying(refusal -> assertThat(refusal.message()).contains("HTTP/1.0"));
    }

    @Test
    void aThousandFieldsPassAndOneMoreDoesNot() {
        List<Field> most = Stream.concat(
                        fields("Host: a").stream(), Collections.nCopies(999, new Field("X", "1")).stream())
                .toList();
        List<Field> more =
                Stream.concat(most.stream(), Stream.of(new Field("X", "1"))).toList();

        assertThat(RequestCheck.refusal("GET", "/", false, most)).isEmpty();
        assertThat(RequestCheck.refusal("GET", "/", false, more))
                .hasValueSatisfying(refusal -> assertThat(refusal.status()).isEqualTo(431));
    }

    private static List<Field> fields(String lines) {
        return Stream.of(lines.split("\\|"))
                .map(line -> new Field(
                        line.substring(0, line.indexOf(':')),
                        line.substring(line.indexOf(':') + 1).strip()))
                .toList();
    }
}
