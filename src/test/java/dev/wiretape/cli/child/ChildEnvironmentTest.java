package dev.wiretape.cli.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChildEnvironmentTest {
    private static final String RECORDER = "http://127.0.0.1:4711";
    private static final Set<String> API = Set.of("api.anthropic.com");

    @Test
    void theBaseUrlLeadsToTheRecorder() {
        assertThat(ChildEnvironment.baseUrl(RECORDER, Map.of("HOME", "/home/a")))
                .containsExactly(Map.entry("ANTHROPIC_BASE_URL", RECORDER));
    }

    @Test
    void aProxyOfTheEnvironmentDoesNotStandBeforeTheRecorder() {
        Map<String, String> inherited = Map.of("HTTPS_PROXY", "http://proxy.test:3128", "NO_PROXY", "intranet.test, ");

        assertThat(ChildEnvironment.baseUrl(RECORDER, inherited))
                .containsEntry("NO_PROXY", "intranet.test,localhost,127.0.0.1,::1")
                .containsEntry("no_proxy", "intranet.test,localhost,127.0.0.1,::1");
    }

    @Test
    void theProxyStandsInBothSpellings() {
        assertThat(proxied(API, Map.of()))
                .containsEntry("HTTP_PROXY", RECORDER)
                .containsEntry("http_proxy", RECORDER)
                .containsEntry("HTTPS_PROXY", RECORDER)
                .containsEntry("https_proxy", RECORDER)
                .containsEntry("ALL_PROXY", RECORDER)
                .containsEntry("all_proxy", RECORDER)
                .containsEntry("NO_PROXY", "localhost,127.0.0.1,::1")
                .containsEntry("no_proxy", "localhost,127.0.0.1,::1")
                .containsEntry("NODE_USE_ENV_PROXY", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "anthropic.com", ".anthropic.com", "*.anthropic.com", "API.anthropic.com:443"})
    void exceptionsThatWouldTakeAnInterceptedHostPastTheProxyGo(String exception) {
        assertThat(proxied(API, Map.of("no_proxy", "intranet.test," + exception)))
                .containsEntry("NO_PROXY", "intranet.test,localhost,127.0.0.1,::1");
    }

    @Test
    void aTargetOnThisMachineIsNoException() {
        assertThat(proxied(Set.of("api.anthropic.com", "127.0.0.1"), Map.of("NO_PROXY", "127.0.0.1,intranet.test")))
                .containsEntry("NO_PROXY", "intranet.test,localhost,::1");
        assertThat(proxied(Set.of("127.0.0.1"), Map.of()).get("JAVA_TOOL_OPTIONS"))
                .as("Java adds 127.* to a list that is not empty")
                .endsWith("-Dhttp.nonProxyHosts=");
        assertThat(proxied(Set.of("127.0.0.1", "localhost", "::1"), Map.of()))
                .containsEntry("NO_PROXY", "")
                .hasEntrySatisfying(
                        "JAVA_TOOL_OPTIONS", options -> assertThat(options).endsWith("-Dhttp.nonProxyHosts="));
    }

    @Test
    void javaIsToldInItsOwnWordsAndKeepsItsOthers() {
        Map<String, String> inherited = Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g", "NO_PROXY", ".corp.test");

        assertThat(proxied(API, inherited))
                .containsEntry(
                        "JAVA_TOOL_OPTIONS",
                        "-Xmx1g -Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=4711 -Dhttps.proxyHost=127.0.0.1"
                                + " -Dhttps.proxyPort=4711"
                                + " -Dhttp.nonProxyHosts=corp.test|*.corp.test|localhost|*.localhost|127.0.0.1|[::1]");
    }

    @ParameterizedTest
    @CsvSource({
        "-Da=1 -Da=2,                     2",
        "'-Da=\"with space\" -Db=3',      with space",
        "'\"-Da=with\" -Db',              with",
        "-Daa=1,                          ",
        "-Xmx1g,                          "
    })
    void ofAPropertyTheLastValueHolds(String options, String value) {
        assertThat(JavaOptions.property(options, "a").orElse(null)).isEqualTo(value);
    }

    @Test
    void aPropertyWithASpaceIsQuoted() {
        assertThat(JavaOptions.with("", Map.of("a", "b c"))).isEqualTo("'-Da=b c'");
        assertThat(JavaOptions.with("", Map.of("a", "it's"))).isEqualTo("\"-Da=it's\"");
    }

    private static Map<String, String> proxied(Set<String> recorded, Map<String, String> inherited) {
        return ChildEnvironment.proxy("127.0.0.1", 4711, recorded, inherited, Map.of());
    }
}
