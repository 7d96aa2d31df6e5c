package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** A folder with the script {@code ./wiretape} and a jar of the classes under test, to run as processes of their own. */
final class Project {
    private final Path root;
    private final Map<String, String> environment = new HashMap<>();

    private Project(Path root) {
        this.root = root;
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("XDG_CONFIG_HOME", root.resolve("config").toString());
        environment.put("XDG_DATA_HOME", root.resolve("data").toString());
        environment.put("WIRETAPE_ARCHIVE", "off");
    }

    /** How a process ended. */
    record Ended(int code, String out, String err) {
        Ended {
            assertThat(err).as("standard error").doesNotContain("Exception", "\tat ");
        }
    }

    /** Lays one out in an empty folder. */
    static Project in(Path root) throws IOException {
        Files.copy(Path.of("wiretape"), root.resolve("wiretape"), StandardCopyOption.COPY_ATTRIBUTES);
        Path target = Files.createDirectories(root.resolve("target"));
        Files.createSymbolicLink(target.resolve("lib"), Path.of("target/lib").toAbsolutePath());
        writeJar(target.resolve("wiretape.jar"));
        return new Project(root);
    }

    /** Variables that processes get besides our own; may be changed. */
    Map<String, String> environment() {
        return environment;
    }

    /** Runs {@code ./wiretape} to its end. */
    Ended run(String... words) throws Exception {
        return end(start(
                root, Stream.concat(Stream.of("./wiretape"), Stream.of(words)).toArray(String[]::new)));
    }

    /** Starts any command. */
    Process start(Path folder, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("WIRETAPE_") || name.startsWith("JAVA_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    static Ended end(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
        return new Ended(process.exitValue(), out, err);
    }

    private static void writeJar(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.IMPLEMENTATION_VERSION, "0.0.test");
        main.put(Attributes.Name.MAIN_CLASS, "dev.wiretape.cli.Main");
        main.put(Attributes.Name.CLASS_PATH, libraries());
        main.put(new Attributes.Name("Enable-Native-Access"), "ALL-UNNAMED");
        Path classes = Path.of("target/classes");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, entries);
            }
        }
    }

    private static String libraries() throws IOException {
        try (Stream<Path> jars = Files.list(Path.of("target/lib"))) {
            return String.join(
                    " ", jars.map(jar -> "lib/" + jar.getFileName()).sorted().toList());
        }
    }
}
