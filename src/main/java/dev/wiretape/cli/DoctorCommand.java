package dev.wiretape.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wiretape.proxy.Target;
import dev.wiretape.timeline.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code doctor}: what could keep the other commands from working here. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Looks at Java, the folders, the port, the local authority, the environment, the target and the terminal.",
            "Each line says ok, warn or problem, and what to do. The exit code is 1 if there is a problem, else 0.",
            "One request without credentials goes to the target, by the way that 'record' would take; nothing else",
            "is contacted, and nothing is changed.",
            "",
            "Examples:",
            "  wiretape doctor",
            "  wiretape doctor --target https://gateway.example.com --upstream-ca corporate.pem",
            "  wiretape doctor --json"
        })
final class DoctorCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(
            names = "--target",
            paramLabel = "URL",
            description = "Where requests are to go. Default: " + RecorderSettings.API + ".")
    private Optional<String> target = Optional.empty();

    @Option(
            names = "--upstream-ca",
            paramLabel = "FILE",
            description = "PEM file with the authorities to trust for the target, instead of the platform's.")
    private Optional<String> upstreamCa = Optional.empty();

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:8787",
            description = "Where the recorder is to listen. Default: ${DEFAULT-VALUE}.")
    private String listen;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = RecordingPath.DEFAULT_OUT,
            description = "Where recordings are to go. Default: ${DEFAULT-VALUE}.")
    private String out;

    @Option(names = "--json", description = "The same as JSON.")
    private boolean json;

    DoctorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Target to = target();
        RecordingPath paths = new RecordingPath(surroundings);
        List<Diagnosis> all = new ArrayList<>();
        all.add(java());
        all.addAll(new PlacesCheckup(surroundings).diagnoses(paths.path(out), ListenAddress.anywhere(listen)));
        all.addAll(new VariablesCheckup(surroundings).diagnoses(to));
        all.add(new TargetCheckup(surroundings)
                .diagnosis(to, upstreamCa.map(paths::readable).map(PemFile::certificates)));
        all.addAll(new TerminalCheckup(surroundings).diagnoses());
        print(all);
        return all.stream().anyMatch(one -> one.state() == Diagnosis.State.PROBLEM) ? ExitCode.FINDINGS : ExitCode.DONE;
    }

    private Target target() {
        try {
            return Target.parse(target.orElse(RecorderSettings.API));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage(), e);
        }
    }

    /** We would not run on one that is too old; the launcher says so then. */
    private static Diagnosis java() {
        return Diagnosis.ok(
                "java",
                "Java " + Runtime.version() + " of " + System.getProperty("java.vendor", "an unknown vendor") + ", in "
                        + System.getProperty("java.home"));
    }

    private void print(List<Diagnosis> all) {
        if (json) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            ArrayNode checks = document.putArray("checks");
            for (Diagnosis one : all) {
                checks.addObject()
                        .put("check", one.check())
                        .put("state", one.state().toString())
                        .put("text", one.text());
            }
            surroundings.out().println(document.toPrettyString());
            return;
        }
        for (Diagnosis one : all) {
            String line = String.format(Locale.ROOT, "%-8s %-12s %s", one.state(), one.check(), Visible.of(one.text()));
            surroundings.out().println(line);
        }
    }
}
