package dev.wiretape.cli;

import dev.wiretape.recording.DamagedRecordingException;
import dev.wiretape.recording.fault.FaultSyntaxException;
import dev.wiretape.recording.fault.Spot;
import dev.wiretape.replay.JsonPlace;
import dev.wiretape.replay.MatchMode;
import dev.wiretape.replay.Notice;
import dev.wiretape.replay.Repeat;
import dev.wiretape.replay.Replay;
import dev.wiretape.replay.ReplayOptions;
import dev.wiretape.replay.Stepping;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replay}: recordings served as the API. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Prints one line when it is ready, 'wiretape: listening on http://127.0.0.1:PORT', and serves until Ctrl-C.",
            "It never connects to anything, unless --record-missing says so. Which recording answers which request is told on standard error.",
            "Damaged lines are told there before it listens; an answer that has one is served up to it, and cut.",
            "",
            "Examples:",
            "  wiretape replay last",
            "  wiretape replay recordings/2026-11-20T14-03-12Z --speed 10",
            "  wiretape replay 7 --listen 127.0.0.1:0 --speed max --loop",
            "  wiretape replay last --step --tui",
            "  wiretape replay last --step        then:  curl -X POST http://127.0.0.1:8788/__wiretape/all/step",
            "  wiretape replay last --fault status=529@request=1 --fault reset@frame=12,request=2"
        })
final class ReplayCommand implements Callable<Integer> {
    /** RFC 9110, section 5.6.2. */
    private static final Pattern FIELD_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private final Surroundings surroundings;

    @Parameters(paramLabel = "PATH", description = Inputs.DESCRIPTION)
    private String path;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:8788",
            description = "Where to listen; port 0 picks a free one. Default: ${DEFAULT-VALUE}.")
    private String listen;

    @Mixin
    private PaceOptions pace = new PaceOptions();

    @Option(
            names = "--match",
            paramLabel = "auto|strict|sequence",
            defaultValue = "AUTO",
            description =
                    "Which recording answers: auto, one with the same method, path and JSON body, else one that differs"
                            + " only in what varies from run to run, else one with the same last message, else the next"
                            + " with the same method and path; strict, only the very same request, each once;"
                            + " sequence, one after the other."
                            + " Default: auto.")
    private MatchMode match;

    @Option(
            names = "--repeat",
            paramLabel = "last|loop|error",
            description = "What answers a request that comes more often than it was recorded: the last recording again,"
                    + " the first again and so on, or an error. Default: last; with --match strict: error.")
    private Optional<Repeat> repeat = Optional.empty();

    @Option(
            names = {"-l", "--loop"},
            description = "The same as --repeat loop.")
    private boolean loop;

    @Option(
            names = "--session-by",
            paramLabel = "FIELD",
            description =
                    "The header field that tells clients apart: each session is given all that was recorded, whatever"
                            + " the others were given. Default: what agents say of themselves (X-Claude-Code-Session-Id,"
                            + " metadata.user_id).")
    private Optional<String> sessionBy = Optional.empty();

    @Option(
            names = "--ignore",
            paramLabel = "JSONPATH",
            description = "A place in request bodies that never counts, such as $.metadata or $.tools[*].description;"
                    + " may be given several times.")
    private List<String> ignored = new ArrayList<>();

    @Option(names = "--explain", description = "Tells of each answer why it was chosen and where the requests differ.")
    private boolean explain;

    @Option(
            names = "--step",
            description =
                    "Holds each answer before its first frame, until POST /__wiretape/ID/step or continue lets it go.")
    private boolean step;

    @Option(
            names = "--pause-at",
            paramLabel = "WHERE",
            description =
                    "Holds answers before these frames, such as event=content_block_start,nth=2, frame=12, tool, stall,"
                            + " finding=error or gap:>2s; may be given several times.")
    private List<String> pauseAt = new ArrayList<>();

    @Option(
            names = "--control",
            description =
                    "Answers can be held, stepped, slowed, broken and ended through /__wiretape/, as with --step.")
    private boolean control;

    @Option(
            names = "--tui",
            description =
                    "Show in the terminal what is served, to whom, and how far; the keys hold clients, let them go on"
                            + " and break what they are still to get.")
    private boolean tui;

    @Mixin
    private RemoteOptions remote = new RemoteOptions();

    @Mixin
    private MissingOptions missing = new MissingOptions();

    @Mixin
    private FaultOptions faults = new FaultOptions();

    ReplayCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        if (tui) {
            LiveScreen.require(surroundings, "--tui needs a terminal", path);
        }
        try (Inputs inputs = new Inputs(surroundings)) {
            ReplayOptions options = options(inputs.one(path));
            if (!tui) {
                return serve(options, Optional.empty());
            }
            try (ServedScreen screen = new ServedScreen(surroundings)) {
                return serve(screen.shown(options), Optional.of(screen));
            }
        }
    }

    private ReplayOptions options(Path recordings) {
        ReplayOptions options = repeating(ReplayOptions.of(recordings).match(match))
                .pace(pace.pace())
                .ignored(ignored())
                .explains(explain)
                .stepping(stepping())
                .faults(faults.faults(new RecordingPath(surroundings)))
                .listener(this::tell);
        ListenAddress address = remote.address(listen);
        ReplayOptions listening = options.listen(address.host(), address.port());
        return remote.door(surroundings).map(listening::admitting).orElse(listening);
    }

    private void tell(Notice notice) {
        boolean flaw = notice instanceof Notice.Flaw;
        surroundings.err().println(flaw ? "wiretape: " + notice.line() + "." : notice.line());
    }

    private ReplayOptions repeating(ReplayOptions options) {
        if (loop && repeat.filter(chosen -> chosen != Repeat.LOOP).isPresent()) {
            throw new CommandFailure(ExitCode.USAGE, "--loop and --repeat say different things; give one of them");
        }
        ReplayOptions repeated = repeat.or(() -> loop ? Optional.of(Repeat.LOOP) : Optional.empty())
                .map(options::repeat)
                .orElse(options);
        if (sessionBy.filter(field -> !FIELD_NAME.matcher(field).matches()).isPresent()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--session-by is the name of a header field, such as x-api-key, not '" + sessionBy.get() + "'");
        }
        return sessionBy
                .map(field -> repeated.sessionField(field.toLowerCase(Locale.ROOT)))
                .orElse(repeated);
    }

    private int serve(ReplayOptions options, Optional<ServedScreen> screen) throws IOException {
        Optional<MissingOptions.Behind> behind = missing.start(surroundings);
        CompletableFuture<Integer> asked = surroundings.stop().asked();
        Vertx vertx = EventLoops.start();
        try {
            Replay replay =
                    start(vertx, behind.map(one -> one.behind(options, vertx)).orElse(options));
            int code = untilAsked(replay, screen, asked);
            Awaited.get(replay.stop());
            if (replay.punctuality().count() > 0) {
                surroundings.err().println("wiretape: " + replay.punctuality());
            }
            return behind.filter(MissingOptions.Behind::failed).isPresent() ? ExitCode.RECORDING_FAILED : code;
        } finally {
            Awaited.get(vertx.close());
            if (behind.isPresent()) {
                behind.get().close();
            }
        }
    }

    private int untilAsked(Replay replay, Optional<ServedScreen> screen, CompletableFuture<Integer> asked)
            throws IOException {
        String url = remote.address(listen).url(replay.port());
        if (screen.isPresent()) {
            return screen.get().show(replay, url, asked);
        }
        surroundings.out().println("wiretape: listening on " + url);
        surroundings.out().flush();
        return asked.join();
    }

    private Stepping stepping() {
        try {
            List<Spot> spots = pauseAt.stream().map(Spot::parse).toList();
            spots.forEach(spot -> FaultOptions.checkFinding("--pause-at", spot.text(), spot.finding()));
            return new Stepping(control || tui || step || !spots.isEmpty(), step, spots);
        } catch (FaultSyntaxException e) {
            throw FaultOptions.refusal("--pause-at", e);
        }
    }

    private List<JsonPlace> ignored() {
        try {
            return ignored.stream().map(JsonPlace::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--ignore: " + e.getMessage(), e);
        }
    }

    private Replay start(Vertx vertx, ReplayOptions options) throws IOException {
        try {
            return Awaited.get(Replay.start(vertx, options));
        } catch (DamagedRecordingException | FileSystemException e) {
            throw Unreadable.failure(options.path(), e);
        } catch (IOException e) {
            throw remote.address(listen).failure(e);
        } catch (CompletionException e) {
            if (e.getCause() instanceof FaultSyntaxException wrong) {
                boolean place =
                        pauseAt.stream().anyMatch(where -> wrong.getMessage().startsWith("'" + where + "' is nowhere"));
                throw FaultOptions.refusal(place ? "--pause-at" : "--fault", wrong);
            }
            throw e;
        }
    }
}
