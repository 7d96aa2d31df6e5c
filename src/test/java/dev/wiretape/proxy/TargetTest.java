package dev.wiretape.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {
    @ParameterizedTest
    @CsvSource({
        "https://api.anthropic.com,api.anthropic.com,https://api.anthropic.com/v1?a=b",
        "HTTP://localhost:8080/,localhost:8080,http://localhost:8080/v1?a=b",
        "http://[::1]:81/x/y//,[::1]:81,http://[::1]:81/x/y/v1?a=b",
        "https://a.test:80,a.test:80,https://a.test:80/v1?a=b",
        "http://a.test:80/p,a.test,http://a.test/p/v1?a=b",
    })
    void aTargetIsAnOriginAndAPrefix(String url, String authority, String asked) {
        Target target = Target.parse(url);

        assertThat(target.authority()).isEqualTo(authority);
        assertThat(target.origin() + target.requestTarget("/v1?a=b")).isEqualTo(asked);
    }

    @Test
    void theAsteriskHasNoPrefix() {
        assertThat(Target.parse("http://a.test/p").requestTarget("*")).isEqualTo("*");
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://a.test,must begin with",
        "a.test,must begin with",
        "http://,not a URL",
        "http:///x,names no host",
        "http://a b,not a URL",
        "http://u:p@a.test,no user",
        "http://a.test/?q,no user",
        "http://a.test:99999,no port between",
    })
    void whatIsNoTargetIsRefusedInASentence(String url, String words) {
        assertThatThrownBy(() -> Target.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(url)
                .hasMessageContaining(words);
    }
}
