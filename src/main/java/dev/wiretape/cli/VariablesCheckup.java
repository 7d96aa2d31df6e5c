package dev.wiretape.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wiretape.cli.child.ChildEnvironment;
import dev.wiretape.proxy.Target;
import dev.wiretape.proxy.address.ProxyEnvironment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The part of {@code doctor} that looks for variables which lead programs past the recorder, or us to somewhere else. */
final class VariablesCheckup {
    private static final String CHECK = "environment";
    private static final String BASE_URL = "ANTHROPIC_BASE_URL";
    private static final List<String> PROXIES =
            List.of("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy");
    private static final List<String> OTHER_APIS =
            List.of("CLAUDE_CODE_USE_BEDROCK", "CLAUDE_CODE_USE_VERTEX", "CLAUDE_CODE_USE_FOUNDRY");
    private static final List<String> FILES =
            List.of("NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE");

    private final Surroundings surroundings;
    private final Map<String, String> environment;

    VariablesCheckup(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.environment = surroundings.environment();
    }

    List<Diagnosis> diagnoses(Target target) {
        List<Diagnosis> all = new ArrayList<>();
        value(BASE_URL).ifPresent(url -> all.add(baseUrl(url)));
        proxies().ifPresent(all::add);
        exceptions(target).ifPresent(all::add);
        new ProxyEnvironment(environment)
                .unusable()
                .forEach(name -> all.add(Diagnosis.warn(
                        CHECK, name + " is not followed by us; it names no proxy of the form http://HOST:PORT")));
        OTHER_APIS.forEach(name -> value(name)
                .ifPresent(set -> all.add(Diagnosis.warn(
                        CHECK,
                        name + " is set: Claude Code asks another API then, whatever " + BASE_URL
                                + " says; unset it"))));
        value("NODE_TLS_REJECT_UNAUTHORIZED")
                .filter("0"::equals)
                .ifPresent(
                        off -> all.add(
                                Diagnosis.warn(
                                        CHECK,
                                        "NODE_TLS_REJECT_UNAUTHORIZED is 0: Node trusts everybody, which is not needed here; unset it")));
        FILES.forEach(name -> value(name)
                .filter(file -> !Files.isReadable(surroundings.folder().resolve(file)))
                .ifPresent(file -> all.add(Diagnosis.warn(
                        CHECK, name + " names " + file + ", which cannot be read; unset it or name one that can"))));
        settings().ifPresent(all::add);
        if (all.isEmpty()) {
            all.add(Diagnosis.ok(CHECK, "no variable leads programs past the recorder"));
        }
        return all;
    }

    private static Diagnosis baseUrl(String url) {
        return Diagnosis.warn(
                CHECK,
                BASE_URL + " is set to " + withoutUser(url) + ": programs go there without us, and 'run' forwards"
                        + " to it; unset it if that is not meant");
    }

    private Optional<Diagnosis> proxies() {
        Set<String> urls = new LinkedHashSet<>();
        PROXIES.forEach(name -> value(name).ifPresent(url -> urls.add(name + "=" + withoutUser(url))));
        return urls.isEmpty()
                ? Optional.empty()
                : Optional.of(Diagnosis.warn(
                        CHECK,
                        "a proxy is set (" + String.join(", ", urls)
                                + "): programs go through it unless 'run' starts them"
                                + " or 'env' sets them up, and so do we where HTTP_PROXY or HTTPS_PROXY names one"));
    }

    /** {@code run} leaves such exceptions out; a shell's own programs do not. */
    private Optional<Diagnosis> exceptions(Target target) {
        String entries = value("no_proxy").or(() -> value("NO_PROXY")).orElse("");
        List<String> past = Arrays.stream(entries.split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .filter(entry -> ChildEnvironment.covers(entry, LocalAuthority.API)
                        || ChildEnvironment.covers(entry, target.host()))
                .toList();
        return past.isEmpty()
                ? Optional.empty()
                : Optional.of(Diagnosis.warn(
                        CHECK,
                        "NO_PROXY has " + String.join(", ", past) + ", which takes programs past the recorder as a"
                                + " proxy; 'run --via proxy' leaves it out for its program"));
    }

    /** What stands there wins over the environment that {@code run} gives Claude Code. */
    private Optional<Diagnosis> settings() {
        Optional<Path> folder = value("CLAUDE_CONFIG_DIR")
                .map(surroundings.folder()::resolve)
                .or(() -> new UserFolders(surroundings).home().map(home -> home.resolve(".claude")));
        Optional<Path> file = folder.map(f -> f.resolve("settings.json")).filter(Files::isReadable);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        try {
            JsonNode variables =
                    new ObjectMapper().readTree(file.get().toFile()).path("env");
            variables.fieldNames().forEachRemaining(names::add);
        } catch (IOException notForUsToJudge) {
            return Optional.empty();
        }
        names.removeIf(name -> !name.equals(BASE_URL) && !PROXIES.contains(name) && !FILES.contains(name));
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(Diagnosis.warn(
                        CHECK,
                        file.get() + " sets " + String.join(", ", names) + " for Claude Code, which wins over what"
                                + " 'run' sets; take it out while you record"));
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** Credentials in a URL are nobody's business. */
    private static String withoutUser(String url) {
        try {
            URI uri = URI.create(url);
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return uri.getHost() == null ? "something that is no URL" : uri.getScheme() + "://" + uri.getHost() + port;
        } catch (IllegalArgumentException e) {
            return "something that is no URL";
        }
    }
}
