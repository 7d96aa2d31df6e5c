package dev.wiretape.proxy;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.BindException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A running relay that records what goes through it. Each exchange lives on one of its event loops; methods may be
 * called from any thread.
 */
public final class Recorder {
    private final Vertx vertx;
    private final int port;
    private final Commons commons;

    private Recorder(Vertx vertx, int port, Commons commons) {
        this.vertx = vertx;
        this.port = port;
        this.commons = commons;
    }

    /**
     * Starts listening. The future fails with a {@link java.net.BindException} where the port is in use, and with an
     * {@link java.io.IOException} where the address cannot be listened on.
     */
    public static Future<Recorder> start(RecorderOptions options) {
        // Names are resolved as every other program on the machine does it.
        System.setProperty("vertx.disableDnsResolver", "true");
        int loops = Runtime.getRuntime().availableProcessors();
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(loops)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(2)
                .setBlockedThreadCheckInterval(1)
                .setBlockedThreadCheckIntervalUnit(TimeUnit.DAYS)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        List<Relay> relays = new CopyOnWriteArrayList<>();
        Commons commons = new Commons(options);
        // Of no event loop, since it may have to tell of their end.
        Promise<Recorder> started = Promise.promise();
        vertx.deployVerticle(() -> added(relays, new Relay(commons)), new DeploymentOptions().setInstances(loops))
                .onSuccess(id -> relays.get(0).prepare())
                .onSuccess(
                        id -> started.complete(new Recorder(vertx, relays.get(0).port(), commons)))
                .onFailure(e -> vertx.close().onComplete(closed -> started.fail(listening(options, e))));
        return started.future();
    }

    /** All ports it listens on, those that only tunnels lead to included. */
    Set<Integer> ownPorts() {
        return commons.ownPorts().all();
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /**
     * Stops within five seconds. Exchanges that still run are cut off and their recordings get an {@code end} line with
     * {@code recorder_stopped}; when the future completes, all lines have been written.
     */
    public Future<Void> stop() {
        return vertx.close();
    }

    /** What the native transport calls an I/O error like any other. */
    private static Throwable listening(RecorderOptions options, Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (!(cause instanceof BindException) && message.contains("Address already in use")) {
            BindException inUse = new BindException(options.host() + ":" + options.port() + " is in use");
            inUse.initCause(cause);
            return inUse;
        }
        return cause;
    }

    private static Relay added(List<Relay> to, Relay relay) {
        to.add(relay);
        return relay;
    }
}
