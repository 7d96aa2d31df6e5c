package dev.wiretape.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wiretape.proxy.Recorder;
import dev.wiretape.proxy.RecorderOptions;
import dev.wiretape.proxy.Target;
import dev.wiretape.proxy.UpstreamOptions;
import dev.wiretape.proxy.address.ProxyEnvironment;
import dev.wiretape.recording.RedactionKey;
import dev.wiretape.recording.Redactor;
import dev.wiretape.recording.Session;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The part of {@code doctor} that asks the target for something, through a recorder of its own: what that can resolve,
 * reach and verify is what {@code record} can.
 */
final class TargetCheckup {
    private static final String CHECK = "target";
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final String OURS = "wiretape: ";

    private final ProxyEnvironment proxies;

    TargetCheckup(Surroundings surroundings) {
        this.proxies = new ProxyEnvironment(surroundings.environment());
    }

    Diagnosis diagnosis(Target target, Optional<Path> authorities) {
        try (TemporaryFolder folder = TemporaryFolder.create();
                Session session = session(folder.path())) {
            UpstreamOptions upstream = UpstreamOptions.DEFAULT.through(proxies);
            Recorder recorder = Awaited.get(Recorder.start(RecorderOptions.of(target, session)
                    .connecting(authorities.map(upstream::trusting).orElse(upstream))));
            try {
                return ask(target, recorder.port());
            } finally {
                Awaited.get(recorder.stop());
            }
        } catch (HttpTimeoutException e) {
            return Diagnosis.problem(
                    CHECK,
                    target + " does not answer within " + PATIENCE.toSeconds()
                            + " s; is there a firewall, or a proxy that has to be named in HTTPS_PROXY?");
        } catch (IOException e) {
            return Diagnosis.problem(CHECK, target + " could not be asked: " + Unreadable.words(e));
        }
    }

    private static Session session(Path folder) throws IOException {
        return Session.create(
                folder,
                new Redactor(RedactionKey.random()),
                "wiretape " + Root.Version.number(),
                InstantSource.system(),
                System::nanoTime,
                failure -> {});
    }

    private static Diagnosis ask(Target target, int port) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(ProxySelector.of(null))
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> answer;
        try {
            answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        String message = new ObjectMapper()
                .readTree(answer.body().startsWith("{") ? answer.body() : "{}")
                .path("error")
                .path("message")
                .asText();
        if (!message.startsWith(OURS)) {
            String verified = target.secure() ? ", and its certificate is good" : "";
            return Diagnosis.ok(CHECK, target + " answers" + verified);
        }
        return Diagnosis.problem(CHECK, message.substring(OURS.length()) + cure(message));
    }

    private static String cure(String message) {
        if (message.contains("authority that is trusted")) {
            return "; give its authority with --upstream-ca, as a PEM file";
        }
        if (message.contains("cannot be resolved")) {
            return "; is the name right, and is there a network?";
        }
        return message.contains("certificate")
                ? "; do not send it anything before that is cleared up"
                : "; is the --target right, and is there a network?";
    }
}
