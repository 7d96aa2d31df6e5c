package dev.wiretape.cli;

import dev.wiretape.cli.child.Child;
import dev.wiretape.proxy.Recorder;
import dev.wiretape.proxy.RecorderOptions;
import dev.wiretape.proxy.Target;
import dev.wiretape.recording.RecordingFailure;
import dev.wiretape.recording.Session;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code run}: a program whose requests are recorded. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "With --via base-url CMD gets ANTHROPIC_BASE_URL, which the SDKs and Claude Code read; where it is",
            "set already, requests go on to what it names. With --via proxy CMD gets HTTPS_PROXY and its like,",
            "and what makes curl, Node, Python, Java, Go and Deno trust the local authority: see 'wiretape env'.",
            "CMD keeps the standard streams and the signals; its exit status is that of run. What was recorded",
            "is told on standard error at the end. Follow it from a second terminal with 'wiretape view'.",
            "",
            "Examples:",
            "  wiretape run -- python my_agent.py",
            "  wiretape run --out /tmp/tapes -- claude -p 'say hi'",
            "  wiretape run --via proxy -- curl https://api.anthropic.com/v1/models"
        })
final class RunCommand implements Callable<Integer> {
    private static final String BASE_URL = "ANTHROPIC_BASE_URL";
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;

    private final Surroundings surroundings;
    private final List<String> early = new ArrayList<>();
    private Child child;
    private volatile boolean noticed;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:0",
            description = "Where the recorder listens. Default: ${DEFAULT-VALUE}, a free port.")
    private String listen;

    @Option(names = "--via", paramLabel = "base-url|proxy", defaultValue = "base-url", description = Via.DESCRIPTION)
    private Way way;

    @Mixin
    private RecorderSettings settings = new RecorderSettings();

    @Parameters(paramLabel = "CMD", arity = "1..*", description = "The program and its arguments, behind '--'.")
    private List<String> command = List.of();

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        ListenAddress address = ListenAddress.parse(listen);
        Target upstream = settings.target(
                Optional.ofNullable(surroundings.environment().get(BASE_URL)).filter(url -> !url.isBlank()));
        address.requireOther(upstream);
        if (way == Way.PROXY) {
            // Before anything is recorded: it may be refused, and the recorder prepares for what is there.
            new LocalAuthority(surroundings).open(LocalAuthority.signed(upstream, settings.intercepted()));
        }
        try (Session session = settings.session(surroundings, this::failed)) {
            return run(
                    address, settings.options(surroundings, upstream, session).telling(this::notice));
        }
    }

    private void notice(String notice) {
        noticed = true;
        surroundings.err().println("wiretape: " + notice);
    }

    private int run(ListenAddress address, RecorderOptions options) throws IOException {
        Session session = options.session();
        Recorder recorder;
        try {
            recorder = Awaited.get(Recorder.start(options.listeningOn(address.host(), address.port())));
        } catch (IOException e) {
            Sessions.discard(session);
            throw address.failure(e);
        }
        try {
            int status;
            try {
                status = runChild(variables(address, recorder.port(), options.target()));
            } finally {
                Awaited.get(recorder.stop());
            }
            tell(session);
            return status;
        } finally {
            Sessions.discard(session);
        }
    }

    private Map<String, String> variables(ListenAddress address, int port, Target target) {
        Via via = new Via(surroundings);
        return way == Way.BASE_URL
                ? via.baseUrl(address, port)
                : via.proxy(address, port, target, settings.intercepted());
    }

    private int runChild(Map<String, String> variables) {
        passSignalsOn();
        try {
            return started(variables).await();
        } catch (IOException e) {
            boolean missing = !exists(command.get(0));
            throw new CommandFailure(
                    missing ? NOT_FOUND : NOT_EXECUTABLE,
                    missing
                            ? "there is no program " + command.get(0)
                            : "cannot execute " + command.get(0) + "; is it a program, and may you run it?",
                    e);
        }
    }

    /** A signal that comes while the program is being started waits until there is one to have it. */
    private Child started(Map<String, String> variables) throws IOException {
        synchronized (early) {
            Child started = Child.start(command, variables);
            child = started;
            early.forEach(started::signal);
            return started;
        }
    }

    /** As the operating system looks for it. */
    private boolean exists(String program) {
        if (program.contains(File.separator)) {
            return Files.exists(Path.of(program));
        }
        String path = surroundings.environment().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.exists(Path.of(folder, program)));
    }

    /** What is typed at a terminal reaches the program by itself: to pass Ctrl-C on would interrupt it twice. */
    private void passSignalsOn() {
        Signals.on("TERM", number -> passOn("TERM"));
        Signals.on("HUP", number -> passOn("HUP"));
        Signals.on("INT", number -> {
            if (!surroundings.terminal()) {
                passOn("INT");
            }
        });
    }

    private void passOn(String signal) {
        synchronized (early) {
            Optional.ofNullable(child).ifPresentOrElse(started -> started.signal(signal), () -> early.add(signal));
        }
    }

    private void tell(Session session) {
        surroundings.out().flush();
        if (session.exchanges() == 0) {
            // Where there was something to tell, that is the better explanation.
            String why = noticed ? "." : "; " + command.get(0) + " " + ignored();
            surroundings.err().println("wiretape: nothing came through" + why);
            return;
        }
        new SessionSummary(surroundings).lines(session).forEach(surroundings.err()::println);
    }

    private String ignored() {
        return way == Way.BASE_URL
                ? "seems not to read " + BASE_URL + "."
                : "seems not to read HTTPS_PROXY (Node does so from version 22.21 on); try --via base-url.";
    }

    private void failed(RecordingFailure failure) {
        surroundings.err().println(RecorderSettings.words(failure));
        if (settings.stopsOnRecordError()) {
            passOn("TERM");
        }
    }
}
