package dev.wiretape.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorTest {
    private static final String TOKEN = "0123456789abcdef";
    private final Door local = Door.ofThisMachine("Api.Anthropic.com");
    private final Door open = Door.withToken(new AccessToken(TOKEN));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: 127.0.0.1:8787",
                "Host: 127.0.0.1",
                "Host: 127.1.2.3:80",
                "Host: localhost:8787",
                "Host: LOCALHOST.:8787",
                "Host: app.localhost:9000",
                "Host: [::1]:8787",
                "Host: [::1]",
                "Host: api.anthropic.com",
                "Host: API.anthropic.com.:443",
                "Host:",
                "",
                "Host: localhost|Sec-Fetch-Mode: cors",
                "Host: localhost|Sec-Fetch-Site: none",
                "Host: localhost|Sec-Fetch-Site: same-origin",
            })
    void programsOfThisMachineComeIn(String fields) {
        assertThat(local.direct(of(fields))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.test",
                "Host: evil.test:8787",
                "Host: 127.0.0.1.evil.test",
                "Host: localhost.evil.test",
                "Host: evillocalhost",
                "Host: api.anthropic.com.evil.test",
                "Host: 192.168.1.10:8787",
                "Host: 0.0.0.0:8787",
                "Host: [::]:8787",
                "Host: [::ffff:10.0.0.1]",
                "Host: 169.254.169.254",
                "Host: 2130706433",
                "Host: localhost|Host: evil.test",
            })
    void whatIsForAnotherHostIsMisdirected(String fields) {
        assertThat(local.direct(of(fields))).map(Denial::status).contains(421);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost|Origin: http://evil.test",
                "Host: localhost|Origin: http://localhost:8787",
                "Host: localhost|Origin: null",
                "Host: localhost|Origin:",
                "Host: localhost|Sec-Fetch-Site: cross-site",
                "Host: localhost|Sec-Fetch-Site: same-site",
                "Host: localhost|Sec-Fetch-Site: Cross-Site",
                "Host: localhost|Sec-Fetch-Site: none|Sec-Fetch-Site: cross-site",
                "Host: evil.test|Origin: http://evil.test",
            })
    void pagesDoNot(String fields) {
        assertThat(local.direct(of(fields))).map(Denial::status).contains(403);
        assertThat(open.direct(of(fields + "|Wiretape-Token: " + TOKEN)))
                .map(Denial::status)
                .contains(403);
    }

    @Test
    void toProgramsThatUseUsAsTheirProxyPagesAreNothingSpecial() {
        assertThat(local.proxied(of("Host: example.com|Origin: http://a.test|Sec-Fetch-Site: cross-site")))
                .isEmpty();
    }

    @Test
    void whoKnowsTheTokenComesInByAnyName() {
        String basic = Base64.getEncoder().encodeToString(("anybody:" + TOKEN).getBytes(UTF_8));
        for (String field : List.of(
                "Wiretape-Token: " + TOKEN,
                "Proxy-Authorization: Bearer " + TOKEN,
                "Proxy-Authorization: basic " + basic)) {
            assertThat(open.direct(of("Host: recorder.lan:8787|" + field))).isEmpty();
            assertThat(open.proxied(of(field))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Wiretape-Token:",
                "Wiretape-Token: 0123456789abcdeF",
                "Wiretape-Token: 0123456789abcdef0",
                "Proxy-Authorization: 0123456789abcdef",
                "Proxy-Authorization: Digest 0123456789abcdef",
                "Proxy-Authorization: Basic ?",
                "Proxy-Authorization: Basic MDEyMzQ1Njc4OWFiY2RlZjo=",
                "Authorization: Bearer 0123456789abcdef",
            })
    void whoDoesNotKnowItIsToldHowToSendIt(String fields) {
        Denial direct = open.direct(of("Host: 127.0.0.1|" + fields)).orElseThrow();
        Denial proxied = open.proxied(of(fields)).orElseThrow();

        assertThat(direct.status()).isEqualTo(401);
        assertThat(direct.message()).contains("Wiretape-Token");
        assertThat(proxied.status()).isEqualTo(407);
        assertThat(proxied.challenge())
                .contains(new Denial.Challenge("Proxy-Authenticate", "Basic realm=\"wiretape\""));
    }

    @Test
    void aTokenIsLongEnoughAndOfWhatHeadersCanCarry() {
        for (String wrong : List.of("", "0123456789abcde", "0123456789 abcdef", "0123456789abcdeé", TOKEN + "\n")) {
            assertThatThrownBy(() -> new AccessToken(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(AccessToken.random().text())
                .hasSize(64)
                .isNotEqualTo(AccessToken.random().text());
        assertThat(new AccessToken(TOKEN)).hasToString("AccessToken");
    }

    /** Fields, divided by bars. */
    private static Function<String, List<String>> of(String fields) {
        return name -> Arrays.stream(fields.split("\\|"))
                .map(field ->
                        Optional.of(field).filter(f -> f.regionMatches(true, 0, name + ":", 0, name.length() + 1)))
                .flatMap(Optional::stream)
                .map(field -> field.substring(name.length() + 1).strip())
                .toList();
    }
}
