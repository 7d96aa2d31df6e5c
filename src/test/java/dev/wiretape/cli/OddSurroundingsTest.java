package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wiretape.cli.Project.Ended;
import dev.wiretape.testing.Figures;
import dev.wiretape.testing.Script;
import dev.wiretape.testing.ScriptedUpstream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher and what it starts, where the environment is not what one would expect. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class OddSurroundingsTest extends InAProject {
    private static final String SAMPLE =
            Path.of("recordings/plain-text.ndjson").toAbsolutePath().toString();

    @Test
    void whateverTheUmaskNobodyElseCanReadWhatIsKept() throws Exception {
        String commands = "umask 000; unset HOME; mkdir -m 700 kept; export XDG_DATA_HOME=$PWD/kept/data"
                + " XDG_CONFIG_HOME=$PWD/kept/config; ";
        try (ScriptedUpstream upstream = ScriptedUpstream.playing(Script.answer("200 OK", "", "fine"))) {
            Process recorder = project.start(
                    root,
                    "sh",
                    "-c",
                    commands + "./wiretape ca env && ./wiretape export " + SAMPLE + " -T sse -o kept/exported.sse"
                            + " && WIRETAPE_TOKEN= exec ./wiretape record --allow-remote --listen 127.0.0.1:0"
                            + " --out kept/recordings --target " + upstream.url());
            String url = lineThatBegins(recorder, "wiretape: listening on ");
            String token =
                    Files.readString(root.resolve("kept/data/wiretape/token")).strip();
            HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(url))
                                    .header("Wiretape-Token", token)
                                    .build(),
                            BodyHandlers.ofString());
            recorder.toHandle().destroy();
            assertThat(Project.end(recorder).code()).isEqualTo(143);
        }

        List<Path> all;
        try (Stream<Path> walked = Files.walk(root.resolve("kept"))) {
            all = walked.toList();
        }
        assertThat(all)
                .anyMatch(f -> f.endsWith("authority.pem"))
                .anyMatch(f -> f.endsWith("token"))
                .anyMatch(f -> f.endsWith("redaction.key"))
                .anyMatch(f -> f.endsWith("exported.sse"))
                .anyMatch(f -> f.toString().endsWith(".jks"))
                .anyMatch(f -> f.toString().endsWith(".ndjson"))
                .allSatisfy(f -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(f)))
                        .as("%s", f)
                        .isEqualTo(Files.isDirectory(f) ? "rwx------" : "rw-------"));
        Figures.measured(12, "modes", "%d files and folders: 0 open to others", all.size());
    }

    @Test
    void withoutAHomeThingsWorkOrSaySoInOneSentence() throws Exception {
        String nowhere = "unset HOME XDG_DATA_HOME XDG_CONFIG_HOME; export WIRETAPE_JAVA_OPTS=-Duser.home=?; ";

        Ended ca = Project.end(project.start(root, "sh", "-c", nowhere + "./wiretape ca path"));
        Ended doctor = Project.end(
                project.start(root, "sh", "-c", nowhere + "./wiretape doctor --target http://127.0.0.1:9 --listen 0"));
        Ended run = Project.end(
                project.start(root, "sh", "-c", nowhere + "./wiretape run --target http://127.0.0.1:9 -- true"));

        assertThat(ca)
                .isEqualTo(
                        new Ended(
                                73,
                                "",
                                "wiretape: there is no home folder to keep the local authority in; set HOME or XDG_DATA_HOME.\n"));
        assertThat(doctor.out()).contains("warn     home ", "problem  authority ");
        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("nothing came through").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "tr_TR.UTF-8", "tr_TR.ISO-8859-9"})
    void inAnyLocaleTheSameIsPrinted(String locale) throws Exception {
        Ended usual = project.run("show", SAMPLE);
        project.environment().put("LC_ALL", locale);
        // Java takes the language from the locale where the system has it; here it has it in any case.
        project.environment()
                .put("WIRETAPE_JAVA_OPTS", locale.startsWith("tr") ? "-Duser.language=tr -Duser.country=TR" : "");

        assertThat(project.run("show", SAMPLE)).isEqualTo(usual);
        assertThat(project.run("check", SAMPLE).code()).isZero();
        assertThat(project.run("ca", "--intercept", "GITHUB.test", "--json").out())
                .contains("\"github.test\"");
        assertThat(project.run("env", "--shell", "POWERSHELL").out()).startsWith("$env:ANTHROPIC_BASE_URL");
    }

    @Test
    void namesThatAreNotAsciiAreFoundWithoutALocale() throws Exception {
        project.environment().put("LC_ALL", "C");
        Path odd = Files.createDirectory(root.resolve("Aufnahmen für Käthe"));
        Files.copy(Path.of(SAMPLE), odd.resolve("plain-text.ndjson"));

        Ended shown = project.run("ls", odd.getFileName().toString());

        assertThat(shown.err()).isEmpty();
        assertThat(shown.out()).contains("plain-text");
    }

    @Test
    void namesThatAreNotUtf8AreReadInTheirFolder() throws Exception {
        Process copied = project.start(
                root,
                "sh",
                "-c",
                "mkdir odd && cp '" + SAMPLE + "' odd/$(printf '0001-a\\377').ndjson && ls odd | wc -l");
        assumeTrue(Project.end(copied).out().strip().equals("1"), "file names here are always UTF-8");

        for (String command : List.of("show")) {
            Ended ended = project.run(command, "odd");
            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.out() + ended.err()).doesNotContain("\u00ff");
        }
        Ended direct =
                Project.end(project.start(root, "sh", "-c", "./wiretape show odd/$(printf '0001-a\\377').ndjson"));
        assertThat(direct.code()).isEqualTo(66);
        assertThat(direct.err())
                .contains("names that are not UTF-8 cannot be given")
                .hasLineCount(1);
    }

    /** Without a folder for temporary files the native transport cannot be unpacked; the platform's does as well. */
    @Test
    void withLittleMemoryAndNoTemporaryFolderItWorksAllTheSame() throws Exception {
        Ended shown = project.run("show", SAMPLE);
        project.environment().put("WIRETAPE_JAVA_OPTS", "-Xmx32m -Djava.io.tmpdir=" + root.resolve("nowhere"));

        Ended again = project.run("show", SAMPLE);
        assertThat(again.code()).isZero();
        assertThat(again.out()).isEqualTo(shown.out());
        Ended run = project.run("run", "--target", "http://127.0.0.1:9", "--", "true");
        assertThat(run.code()).isZero();
        // Newer platforms say themselves that the folder is missing.
        assertThat(run.err().lines().filter(line -> !line.startsWith("WARNING: ")))
                .singleElement()
                .asString()
                .contains("nothing came through");
    }

    private static String lineThatBegins(Process process, String words) throws IOException {
        var reader = process.inputReader(UTF_8);
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith(words)) {
                return line.substring(words.length());
            }
        }
        throw new AssertionError("the process ended before it said " + words);
    }
}
