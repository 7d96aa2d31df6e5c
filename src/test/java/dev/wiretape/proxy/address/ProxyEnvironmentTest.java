package dev.wiretape.proxy.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyEnvironmentTest {
    private static final HostPort API = new HostPort("api.anthropic.com", 443);

    @Test
    void smallLettersCountBeforeCapitalsAndCredentialsAreDecoded() {
        ProxyEnvironment environment = new ProxyEnvironment(Map.of(
                "HTTPS_PROXY", "http://other:1",
                "https_proxy", "http://us%40er:pa%3Ass+@Proxy.test:3128/",
                "HTTP_PROXY", "proxy.test:8080"));
        assertThat(environment.on(API, true))
                .contains(new ProxyEnvironment.Proxy(new HostPort("proxy.test", 3128), "us@er", "pa:ss+"));
        assertThat(environment.on(API, false))
                .contains(new ProxyEnvironment.Proxy(new HostPort("proxy.test", 8080), "", ""));
        assertThat(environment.unusable()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5://proxy.test:1080", "https://proxy.test", "http://", "http://[", "http://a b"})
    void whatNamesNoHttpProxyIsToldAndNotFollowed(String url) {
        ProxyEnvironment environment = new ProxyEnvironment(Map.of("HTTPS_PROXY", url));
        assertThat(environment.on(API, true)).isEmpty();
        assertThat(environment.unusable()).containsExactly("HTTPS_PROXY");
    }

    @ParameterizedTest
    @CsvSource({
        "*,elsewhere.test:80",
        "'a.test, anthropic.com',api.anthropic.com:443",
        ".anthropic.com,api.anthropic.com:443",
        "*.anthropic.com,api.anthropic.com:443",
        "API.Anthropic.com.,api.anthropic.com:443",
        "api.anthropic.com:443,api.anthropic.com:443",
        "10.1.2.3,10.1.2.3:80",
        "'fd00::1',[fd00::1]:80",
        "'[fd00::1]:80',[fd00::1]:80",
        "'',localhost:80",
        "'',127.9.8.7:80",
        "'',[::1]:80",
    })
    void whatIsToBeAskedWithoutOneIs(String list, String host) {
        HostPort to = HostPort.parse(host, OptionalInt.empty()).orElseThrow();
        Map<String, String> variables = Map.of("HTTPS_PROXY", "http://proxy.test", "NO_PROXY", list);
        assertThat(new ProxyEnvironment(variables).on(to, true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "thropic.com", "api.anthropic.com:80", "x.api.anthropic.com", "10.0.0.0/8", ",, ,"})
    void everythingElseIsAskedThroughTheProxy(String list) {
        Map<String, String> variables = Map.of("HTTPS_PROXY", "http://proxy.test", "no_proxy", list);
        assertThat(new ProxyEnvironment(variables).on(API, true)).isPresent();
    }
}
