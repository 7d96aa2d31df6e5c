package dev.wiretape.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The configuration files of the other proxies, which lie beside the sources. */
final class Resources {
    private Resources() {}

    /** Reads a file and puts values in the place of their names. */
    static String text(String name, Map<String, ?> values) throws IOException {
        try (InputStream stream = Resources.class.getResourceAsStream("/" + name)) {
            if (stream == null) {
                throw new IOException("the benchmark's class path lacks " + name);
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, ?> value : values.entrySet()) {
                text = text.replace(value.getKey(), value.getValue().toString());
            }
            return text;
        }
    }
}
