package dev.wiretape.proxy;

import dev.wiretape.access.Door;
import dev.wiretape.recording.Session;
import dev.wiretape.recording.fault.Faults;
import dev.wiretape.recording.fault.Injection;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a recorder is to do.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 picks a free one
 * @param door who may use it
 * @param target where origin-form requests go
 * @param session where exchanges are recorded; its owner closes it after the recorder has stopped
 * @param upstream how it connects to the target and to the hosts that clients name
 * @param interception which tunnels are looked into; none where it is empty
 * @param notices told, in sentences, what a person should know while it runs; on any thread
 * @param injection what breaks in the answers on purpose
 */
public record RecorderOptions(
        String host,
        int port,
        Door door,
        Target target,
        Session session,
        UpstreamOptions upstream,
        Optional<Interception> interception,
        Consumer<String> notices,
        Injection injection) {
    /** Listens on a free port of the loopback address and trusts the platform's authorities. */
    public static RecorderOptions of(Target target, Session session) {
        return new RecorderOptions(
                "127.0.0.1",
                0,
                Door.ofThisMachine(target.host()),
                target,
                session,
                UpstreamOptions.DEFAULT,
                Optional.empty(),
                notice -> {},
                new Injection(Faults.NONE));
    }

    /** The same on another address and port. */
    public RecorderOptions listeningOn(String newHost, int newPort) {
        return new RecorderOptions(
                newHost, newPort, door.knownAs(newHost), target, session, upstream, interception, notices, injection);
    }

    /** The same for others to use. */
    public RecorderOptions admitting(Door newDoor) {
        return new RecorderOptions(host, port, newDoor, target, session, upstream, interception, notices, injection);
    }

    /** The same with other ways to upstreams. */
    public RecorderOptions connecting(UpstreamOptions newUpstream) {
        return new RecorderOptions(host, port, door, target, session, newUpstream, interception, notices, injection);
    }

    /** The same with tunnels that are looked into. */
    public RecorderOptions intercepting(Interception newInterception) {
        return new RecorderOptions(
                host, port, door, target, session, upstream, Optional.of(newInterception), notices, injection);
    }

    /** The same with somebody who is told. */
    public RecorderOptions telling(Consumer<String> newNotices) {
        return new RecorderOptions(host, port, door, target, session, upstream, interception, newNotices, injection);
    }

    /** The same with answers that break. */
    public RecorderOptions breaking(Injection newInjection) {
        return new RecorderOptions(host, port, door, target, session, upstream, interception, notices, newInjection);
    }
}
