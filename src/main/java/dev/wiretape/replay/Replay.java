package dev.wiretape.replay;

import dev.wiretape.recording.fault.Injection;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A running replay: recordings served as the API, on one event loop per processor. Thread-safe. */
public final class Replay {
    private final Vertx vertx;
    private final Replaying replaying;
    private final String deployment;
    private final int port;

    private Replay(Vertx vertx, Replaying replaying, String deployment, int port) {
        this.vertx = vertx;
        this.replaying = replaying;
        this.deployment = deployment;
        this.port = port;
    }

    /**
     * Reads the recordings and starts to listen.
     *
     * @return fails with {@link dev.wiretape.recording.fault.FaultSyntaxException} where a fault would hit nothing or a place where answers are to wait is nowhere, with {@link java.nio.file.NoSuchFileException} where there is nothing to serve, with {@link
     *     dev.wiretape.recording.DamagedRecordingException} where it cannot be read, with {@link java.net.BindException}
     *     where the port is taken
     */
    public static Future<Replay> start(Vertx vertx, ReplayOptions options) {
        return vertx.executeBlocking(() -> {
                    Catalogue catalogue = TakeLoader.load(
                            options.path(), new Manners(options.ignored(), options.sessionField()), options.listener());
                    Rehearsal.check(catalogue, options.faults());
                    Rehearsal.check(catalogue, options.stepping().pauseAt(), options.faults());
                    return catalogue;
                })
                .compose(catalogue -> start(vertx, options, catalogue, Pacer.of(vertx)));
    }

    /** Serves what {@code catalogue} has; closes the pacer at the end. */
    static Future<Replay> start(Vertx vertx, ReplayOptions options, Catalogue catalogue, Pacer pacer) {
        return start(vertx, options, catalogue, pacer, new RequestMemory());
    }

    /** The same with other room for large requests. */
    static Future<Replay> start(
            Vertx vertx, ReplayOptions options, Catalogue catalogue, Pacer pacer, RequestMemory requestMemory) {
        Replaying replaying = new Replaying(
                options.door(),
                catalogue,
                // What can be asked for elsewhere need not be guessed.
                Matcher.of(
                        options.match(),
                        catalogue,
                        options.repeat(),
                        options.elsewhere().isEmpty()),
                new Manners(options.ignored(), options.sessionField()),
                options.explains(),
                new Shelf(),
                pacer,
                options.pace(),
                new Punctuality(),
                new Reading(),
                requestMemory,
                new Injection(options.faults(), options.pace().speed()),
                new Stage(options.stepping()),
                options.elsewhere(),
                options.session(),
                options.listener());
        AtomicInteger port = new AtomicInteger();
        // As many event loops as processors; one deployment, for only its instances share a port that is picked.
        DeploymentOptions loops =
                new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        return vertx.deployVerticle(() -> new ReplayServer(replaying, options.host(), options.port(), port::set), loops)
                .map(id -> new Replay(vertx, replaying, id, port.get()))
                .onFailure(e -> pacer.close());
    }

    /** The port that clients reach it on. */
    public int port() {
        return port;
    }

    /** The names of the recordings that are served, in order. */
    public List<String> recordings() {
        return replaying.catalogue().takes().stream().map(Take::name).toList();
    }

    /** How well the deadlines have been kept so far. */
    public Punctuality punctuality() {
        return replaying.punctuality();
    }

    /** Holds and breaks what is on its way, where that was {@linkplain Stepping asked for}. */
    public Control control() {
        return new Control(replaying.stage());
    }

    /** Stops listening and closes all connections, in the middle of what is being served; done when nothing is read any more. */
    public Future<Void> stop() {
        return vertx.undeploy(deployment)
                .eventually(() -> replaying.reading().done())
                .onComplete(stopped -> replaying.pacer().close());
    }
}
