package dev.wiretape.replay;

import dev.wiretape.access.Door;
import dev.wiretape.recording.fault.Faults;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What to replay, and how.
 *
 * @param path a recording or a session's folder
 * @param host the address to listen on
 * @param port the port to listen on; 0 picks a free one
 * @param door who may use it
 * @param pace how fast recorded time runs
 * @param match which recording answers a request
 * @param loop whether recordings that are used up start over
 * @param faults what breaks in the answers
 * @param ignored places in requests that never count
 * @param explains whether each choice of a recording is told with its reason
 * @param stepping whether and where answers are held
 * @param elsewhere who answers what no recording does; nobody unless that is asked for
 * @param listener told what is served; called from any thread, must not block
 */
public record ReplayOptions(
        Path path,
        String host,
        int port,
        Door door,
        Pace pace,
        MatchMode match,
        boolean loop,
        Faults faults,
        List<JsonPlace> ignored,
        boolean explains,
        Stepping stepping,
        Optional<Elsewhere> elsewhere,
        Consumer<Notice> listener) {
    /** At the recorded pace, on a free port of 127.0.0.1, matched automatically, without loop, faults and listener. */
    public static ReplayOptions of(Path path) {
        return new ReplayOptions(
                path,
                "127.0.0.1",
                0,
                Door.ofThisMachine(),
                Pace.RECORDED,
                MatchMode.AUTO,
                false,
                Faults.NONE,
                List.of(),
                false,
                Stepping.NONE,
                Optional.empty(),
                notice -> {});
    }

    /** The same, listening elsewhere. */
    public ReplayOptions listen(String host, int port) {
        return new ReplayOptions(
                path,
                host,
                port,
                door.knownAs(host),
                pace,
                match,
                loop,
                faults,
                ignored,
                explains,
                stepping,
                elsewhere,
                listener);
    }

    /** The same for others to use. */
    public ReplayOptions admitting(Door door) {
        return new ReplayOptions(
                path, host, port, door, pace, match, loop, faults, ignored, explains, stepping, elsewhere, listener);
    }

    /** The same at another pace. */
    public ReplayOptions pace(Pace pace) {
        return new ReplayOptions(
                path, host, port, door, pace, match, loop, faults, ignored, explains, stepping, elsewhere, listener);
    }

    /** The same with another choice of recordings. */
    public ReplayOptions match(MatchMode match) {
        return new ReplayOptions(
                path, host, port, door, pace, match, loop, faults, ignored, explains, stepping, elsewhere, listener);
    }

    /** The same, with or without starting over. */
    public ReplayOptions loop(boolean loop) {
        return new ReplayOptions(
                path, host, port, door, pace, match, loop, faults, ignored, explains, stepping, elsewhere, listener);
    }

    /** The same with other faults. */
    public ReplayOptions faults(Faults faults) {
        return new ReplayOptions(
                path, host, port, door, pace, match, loop, faults, ignored, explains, stepping, elsewhere, listener);
    }

    /** The same with other places that never count. */
    public ReplayOptions ignored(List<JsonPlace> ignored) {
        return new ReplayOptions(
                path,
                host,
                port,
                door,
                pace,
                match,
                loop,
                faults,
                List.copyOf(ignored),
                explains,
                stepping,
                elsewhere,
                listener);
    }

    /** The same, with or without reasons. */
    public ReplayOptions explains(boolean explains) {
        return new ReplayOptions(
                path, host, port, door, pace, match, loop, faults, ignored, explains, stepping, elsewhere, listener);
    }

    /** The same with answers that are held. */
    public ReplayOptions stepping(Stepping stepping) {
        return new ReplayOptions(
                path, host, port, door, pace, match, loop, faults, ignored, explains, stepping, elsewhere, listener);
    }

    /** The same with somebody who answers what no recording does. */
    public ReplayOptions elsewhere(Elsewhere other) {
        return new ReplayOptions(
                path,
                host,
                port,
                door,
                pace,
                match,
                loop,
                faults,
                ignored,
                explains,
                stepping,
                Optional.of(other),
                listener);
    }

    /** The same with somebody who is told. */
    public ReplayOptions listener(Consumer<Notice> listener) {
        return new ReplayOptions(
                path, host, port, door, pace, match, loop, faults, ignored, explains, stepping, elsewhere, listener);
    }
}
