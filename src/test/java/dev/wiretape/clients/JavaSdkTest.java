package dev.wiretape.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code com.anthropic:anthropic-java} in front of the recorder and without it. */
@Timeout(300)
class JavaSdkTest {
    private static final Map<String, BiFunction<JavaSdk, String, JavaSdk.Result>> APIS =
            Map.of("beta", JavaSdk::beta, "ga", JavaSdk::ga);

    @Test
    void getsTheSameMessageOrExceptionThroughTheRecorder(@TempDir Path folder) throws Exception {
        Map<String, Future<List<JavaSdk.Result>>> results = new LinkedHashMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try (Routes routes = Routes.open(folder);
                JavaSdk sdk = new JavaSdk()) {
            for (String path : routes.paths()) {
                Routes.apis(path)
                        .forEach(api -> results.put(api + path, pool.submit(() -> {
                            BiFunction<JavaSdk, String, JavaSdk.Result> ask = APIS.get(api);
                            return List.of(
                                    ask.apply(sdk, routes.direct() + path), ask.apply(sdk, routes.recorded() + path));
                        })));
            }
            compare(results);
            routes.assertRecorded(results.size());
        } finally {
            pool.shutdownNow();
        }
    }

    private static void compare(Map<String, Future<List<JavaSdk.Result>>> results) throws Exception {
        List<String> messages = new ArrayList<>();
        SoftAssertions softly = new SoftAssertions();
        for (Map.Entry<String, Future<List<JavaSdk.Result>>> each : results.entrySet()) {
            JavaSdk.Result direct = each.getValue().get().get(0);
            JavaSdk.Result recorded = each.getValue().get().get(1);
            String path = each.getKey().substring(each.getKey().indexOf('/'));
            if (Routes.isReset(path)) {
                softly.assertThat(List.of(direct.error(), recorded.error()))
                        .as("errors of %s", each.getKey())
                        .doesNotContain("");
            } else {
                softly.assertThat(recorded).as("%s", each.getKey()).isEqualTo(direct);
            }
            messages.add(direct.message());
        }
        softly.assertAll();
        assertThat(messages).as("messages that were assembled").anyMatch(message -> !message.isEmpty());
    }
}
