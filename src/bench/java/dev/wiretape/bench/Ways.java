package dev.wiretape.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Starts the ways of one mode, each in fresh processes, so that memory is this mode's own, and ends them. */
final class Ways implements AutoCloseable {
    static final Pattern WIRETAPE_READY = Pattern.compile("wiretape: listening on http://127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern ANY_PORT = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");

    private final Options options;
    private final int upstreamPort;
    private final Path folder;
    private final List<Way> open = new ArrayList<>();

    Ways(Options options, int upstreamPort, Path folder) {
        this.options = options;
        this.upstreamPort = upstreamPort;
        this.folder = folder;
    }

    /** Starts all that are wanted and there. */
    List<Way> all() throws IOException {
        for (String name : options.available()) {
            open.add(
                    switch (name) {
                        case "direct" -> new Way(name, upstreamPort, Optional.empty(), Optional.empty());
                        case "nginx" -> nginx();
                        case "haproxy" -> haproxy();
                        case "wiretape" -> wiretape();
                        default -> other(name, options.proxies().get(name));
                    });
        }
        return List.copyOf(open);
    }

    private Way nginx() throws IOException {
        int port = freePort();
        Path place = Files.createTempDirectory(folder, "nginx");
        String text = Resources.text("nginx.conf", Map.of("{port}", port, "{upstream}", upstreamPort, "{dir}", place));
        Path configuration = Files.writeString(place.resolve("nginx.conf"), text);
        List<String> command =
                List.of(onPath("nginx").orElseThrow(), "-p", place.toString(), "-c", configuration.toString());
        return listening("nginx", command, port);
    }

    private Way haproxy() throws IOException {
        int port = freePort();
        String text = Resources.text("haproxy.cfg", Map.of("{port}", port, "{upstream}", upstreamPort));
        Path configuration = Files.writeString(Files.createTempFile(folder, "haproxy", ".cfg"), text);
        return listening(
                "haproxy", List.of(onPath("haproxy").orElseThrow(), "-q", "-f", configuration.toString()), port);
    }

    private Way listening(String name, List<String> command, int port) throws IOException {
        Child child = Child.start(name, command, folder);
        child.awaitListening(port);
        return new Way(name, port, Optional.of(child), Optional.empty());
    }

    private Way wiretape() throws IOException {
        Path out = Files.createTempDirectory(folder, "recordings");
        Child child = Child.start("wiretape", options.recordCommand(upstreamPort, out), folder);
        return new Way("wiretape", child.awaitPort(WIRETAPE_READY), Optional.of(child), Optional.of(out));
    }

    private Way other(String name, String template) throws IOException {
        int port = freePort();
        String command = template.replace("{upstream}", String.format(Locale.ROOT, "http://127.0.0.1:%d", upstreamPort))
                .replace("{port}", Integer.toString(port));
        List<String> words = List.of("bash", "-c", "exec " + command);
        if (template.contains("{port}")) {
            return listening(name, words, port);
        }
        Child child = Child.start(name, words, folder);
        return new Way(name, child.awaitPort(ANY_PORT), Optional.of(child), Optional.empty());
    }

    /** Finds a program the way the shell does. */
    static Optional<String> onPath(String program) {
        return Arrays.stream((System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin").split(File.pathSeparator))
                .map(place -> Path.of(place, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        open.forEach(Way::close);
    }
}
