package dev.wiretape.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a replay says of its own punctuality: |sent − due| of every chunk, from its control API. */
final class ServedPace {
    private static final Pattern FIGURE = Pattern.compile("\"(p50|p99|p999)_ms\":([0-9.E-]+)");

    private final String root;

    ServedPace(int port) {
        root = "http://127.0.0.1:" + port + "/__wiretape/";
    }

    /** Has it count anew. */
    void reset() throws IOException {
        String unused = ask("POST", "pace/reset");
    }

    /** What it has counted since, in ms. */
    Map<String, Double> figures() throws IOException {
        Matcher figure = FIGURE.matcher(ask("GET", "pace"));
        Map<String, Double> figures = new HashMap<>();
        while (figure.find()) {
            figures.put(figure.group(1).replace("p", "sent"), Double.valueOf(figure.group(2)));
        }
        return figures;
    }

    private String ask(String method, String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(root + path).toURL().openConnection();
        connection.setRequestMethod(method);
        try (InputStream body = connection.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
