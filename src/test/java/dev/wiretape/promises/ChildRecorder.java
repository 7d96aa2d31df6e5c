package dev.wiretape.promises;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wiretape.recording.SessionFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code wiretape record} in a Java process of its own. */
final class ChildRecorder implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Path out;
    private final Path errors;
    private final Process process;
    private final int port;

    private ChildRecorder(Path out, Path errors, Process process, int port) {
        this.out = out;
        this.errors = errors;
        this.process = process;
        this.port = port;
    }

    /** What it is started with. */
    record Setup(Path out, int upstream, List<String> before, List<String> java, List<String> options) {
        /** Records what comes from a port of the loopback address below {@code out}. */
        static Setup of(Path out, int upstream) {
            return new Setup(out, upstream, List.of(), List.of("-Xmx64m"), List.of());
        }

        /** Started by another program, such as {@code strace}, whose words these are. */
        Setup by(String... words) {
            return new Setup(out, upstream, List.of(words), java, options);
        }

        /** With these options of the Java virtual machine. */
        Setup java(String... words) {
            return new Setup(out, upstream, before, List.of(words), options);
        }

        /** With these further options of {@code record}. */
        Setup with(String... words) {
            return new Setup(out, upstream, before, java, List.of(words));
        }
    }

    /** Starts one and waits until it listens. */
    static ChildRecorder start(Setup setup) throws IOException {
        Files.createDirectories(setup.out);
        Path errors = Files.createTempFile(setup.out.toAbsolutePath().getParent(), "stderr", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command(setup)).redirectError(errors.toFile());
        builder.environment()
                .put("XDG_CONFIG_HOME", setup.out.resolveSibling("config").toString());
        Process process = builder.start();
        String ready = new BufferedReader(process.inputReader(UTF_8)).readLine();
        if (ready == null || !ready.startsWith("wiretape: listening on ")) {
            process.destroyForcibly();
            throw new AssertionError("the recorder said " + ready + " and " + Files.readString(errors));
        }
        int port = Integer.parseInt(ready.substring(ready.lastIndexOf(':') + 1));
        return new ChildRecorder(setup.out, errors, process, port);
    }

    private static List<String> command(Setup setup) {
        List<String> command = new ArrayList<>(setup.before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xlog:disable"));
        command.addAll(setup.java);
        command.addAll(List.of("-cp", ProgramJar.path() + ":target/lib/*", "dev.wiretape.cli.Main", "record"));
        command.addAll(List.of("--listen", "127.0.0.1:0", "--target", "http://127.0.0.1:" + setup.upstream));
        command.addAll(List.of("--out", setup.out.toString()));
        command.addAll(setup.options);
        return command;
    }

    int port() {
        return port;
    }

    /** The recorder's own process, also where another program started it. */
    ProcessHandle java() {
        return process.descendants()
                .filter(handle -> handle.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElse(process.toHandle());
    }

    /** The most memory it has had in RAM so far, in MB; 0 where there is no {@code /proc}. */
    long peakMegabytes() throws IOException {
        Path status = Path.of("/proc/" + java().pid() + "/status");
        return !Files.exists(status)
                ? 0
                : Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1_000_000)
                        .sum();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** SIGTERM; returns the exit code. */
    int terminate() throws InterruptedException {
        java().destroy();
        return exitCode();
    }

    /** Sends a signal by its name without SIG; returns the exit code. */
    int signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(java().pid()))
                .start()
                .waitFor();
        return exitCode();
    }

    private int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the recorder did not end: " + errors());
        }
        return process.exitValue();
    }

    /** What it has written to standard error so far. */
    String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The recordings of its session, in order. */
    List<Path> recordings() throws IOException {
        List<Path> sessions = SessionFolder.sessions(out);
        return sessions.isEmpty() ? List.of() : SessionFolder.recordings(sessions.get(sessions.size() - 1));
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        kill();
    }
}
