package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.wiretape.cli.Project.Ended;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import dev.wiretape.recording.Recording;
import dev.wiretape.recording.SessionFolder;
import dev.wiretape.testing.IgnoredSignals;
import dev.wiretape.testing.Script;
import dev.wiretape.testing.ScriptedUpstream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The script {@code ./wiretape}, as a process of its own, on a jar made of the classes under test. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class LauncherTest extends InAProject {
    private Map<String, String> environment;

    @BeforeEach
    void takeItsEnvironment() {
        environment = project.environment();
    }

    @Test
    void theVersionIsTheManifests() throws Exception {
        assertThat(project.run("--version")).isEqualTo(new Ended(0, "wiretape 0.0.test\n", ""));
    }

    @Test
    void aLinkToTheLauncherWorksFromAnywhere() throws Exception {
        Path bin = Files.createDirectories(root.resolve("elsewhere"));
        Files.createSymbolicLink(bin.resolve("tape"), Path.of("../wiretape"));

        Process process = project.start(bin, "./tape", "--version");

        assertThat(Project.end(process).out()).isEqualTo("wiretape 0.0.test\n");
    }

    @Test
    void exitCodesComeThrough() throws Exception {
        assertThat(project.run("show", "nothing").code()).isEqualTo(66);
        assertThat(project.run("--lisen").code()).isEqualTo(2);
        assertThat(project.run("show", Path.of("pom.xml").toAbsolutePath().toString())
                        .code())
                .isEqualTo(65);
    }

    @Test
    void anOldJavaIsRefusedInOneSentence() throws Exception {
        Path old = root.resolve("jdk-11");
        Files.createDirectories(old.resolve("bin"));
        Files.createSymbolicLink(old.resolve("bin/java"), Path.of("/bin/false"));
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n", UTF_8);
        environment.put("JAVA_HOME", old.toString());
        environment.put("PATH", old.resolve("bin") + ":" + toolsWithoutJava());
        environment.put("WIRETAPE_JVMS", root.resolve("none").toString());

        Ended ended = project.run("--version");

        assertThat(ended.code()).isEqualTo(69);
        assertThat(ended.err())
                .startsWith("wiretape: needs Java 17 or newer; found only 11.0.2 in")
                .hasLineCount(1);
    }

    @Test
    void whatHasToBeBuiltNeedsMavenWhichIsSaidInOneSentence() throws Exception {
        Files.createFile(root.resolve("pom.xml"));
        Files.delete(root.resolve("target/wiretape.jar"));
        environment.put("PATH", toolsWithoutJava().toString());

        Ended ended = project.run("--version");

        assertThat(ended.code()).isEqualTo(69);
        assertThat(ended.err()).contains("there is no mvn on the PATH").hasLineCount(1);
    }

    @Test
    void aTerminatedRecorderWritesTheEndOfWhatStillRuns() throws Exception {
        Script endless = Script.afterRequest()
                .send(Script.EVENT_STREAM)
                .chunk("data: x\n\n")
                .expectClientClose();
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(endless)) {
            Process recorder = project.start(root, "./wiretape", "record", "--listen", "0", "--target", upstream.url());
            String url = recorder.inputReader(UTF_8).readLine().replace("wiretape: listening on ", "");
            CompletableFuture<HttpResponse<String>> answer = HttpClient.newHttpClient()
                    .sendAsync(
                            HttpRequest.newBuilder(URI.create(url + "/v1/messages"))
                                    .build(),
                            BodyHandlers.ofString());
            Awaitility.await("a recorded frame").atMost(Duration.ofSeconds(30)).until(this::frameIsRecorded);

            recorder.toHandle().destroy();
            Ended ended = Project.end(recorder);

            assertThat(answer).failsWithin(Duration.ofSeconds(30));
            assertThat(ended.code()).isEqualTo(143);
            assertThat(ended.err()).contains("recorded 1 exchange in");
            Recording recording = Recording.scan(recorded().get(0));
            assertThat(recording.exchanges().get(0).end().flatMap(Entry.End::outcome))
                    .contains(Outcome.RECORDER_STOPPED);
        }
    }

    @Test
    void anInterruptedReplayEndsWith130() throws Exception {
        assumeFalse(IgnoredSignals.include("INT"), "this process ignores SIGINT, and so do those it starts");
        Path sample = Path.of("recordings/plain-text.ndjson").toAbsolutePath();
        Process replay = project.start(root, "./wiretape", "replay", sample.toString(), "--listen", "0");
        replay.inputReader(UTF_8).readLine();

        assertThat(project.start(root, "kill", "-INT", Long.toString(replay.pid()))
                        .waitFor())
                .isZero();

        assertThat(Project.end(replay)).isEqualTo(new Ended(130, "", ""));
    }

    @Test
    void aReaderThatLeavesEndsTheCommandSilently() throws Exception {
        Path sample = Path.of("recordings").toAbsolutePath();
        Process process = project.start(root, "sh", "-c", "./wiretape show " + sample + " | head -n 1");

        Ended ended = Project.end(process);

        assertThat(ended.out()).hasLineCount(1);
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void archivesOfClassesAreMadeAfterTheFirstRunAndSayNothing() throws Exception {
        environment.remove("WIRETAPE_ARCHIVE");

        Ended first = project.run("--version");
        // One for recorders, one for all else.
        Awaitility.await("the archives")
                .atMost(Duration.ofSeconds(200))
                .until(() -> archives().size() == 2);
        Ended second = project.run("--version");

        assertThat(List.of(first, second)).containsOnly(new Ended(0, "wiretape 0.0.test\n", ""));
        assertThat(classesLoadedBy("--version"))
                .as("the archive for readers")
                .containsPattern("dev\\.wiretape\\.cli\\.Main source: shared objects file");
        assertThat(classesLoadedBy("record", "--help"))
                .as("the archive for recorders")
                .containsPattern("dev\\.wiretape\\.cli\\.Main source: shared objects file");
    }

    private String classesLoadedBy(String... words) throws Exception {
        environment.put("WIRETAPE_JAVA_OPTS", "-Xshare:on -Xlog:class+load=info:stdout");
        return project.run(words).out();
    }

    /** A PATH with what the script itself needs, and neither Java nor Maven. */
    private Path toolsWithoutJava() throws IOException {
        Path tools = Files.createDirectories(root.resolve("tools"));
        for (String name : List.of("find", "readlink", "sed", "mkdir", "ln", "rm", "dirname")) {
            Path tool = Stream.of("/usr/bin", "/bin")
                    .map(bin -> Path.of(bin, name))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            Files.createSymbolicLink(tools.resolve(name), tool);
        }
        return tools;
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("target"))) {
            return files.filter(f -> f.toString().endsWith(".jsa")).toList();
        }
    }

    private List<Path> recorded() throws IOException {
        List<Path> sessions = SessionFolder.sessions(root.resolve("recordings"));
        return sessions.isEmpty() ? List.of() : SessionFolder.recordings(sessions.get(0));
    }

    private boolean frameIsRecorded() throws IOException {
        return !recorded().isEmpty()
                && Files.readString(recorded().get(0), UTF_8).contains("\"kind\":\"frame\"");
    }
}
