package dev.wiretape.proxy;

import dev.wiretape.proxy.address.AddressRule;
import dev.wiretape.proxy.address.HostPort;
import dev.wiretape.proxy.address.OwnPorts;
import dev.wiretape.proxy.authority.Authority;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What a recorder's relays have in common. Thread-safe. */
final class Commons {
    private final RecorderOptions options;
    private final OwnPorts ownPorts = new OwnPorts();
    private final Notices notices;
    private final AddressRule rule;
    private volatile Optional<Authority> authority = Optional.empty();

    Commons(RecorderOptions options) {
        this.options = options;
        this.notices = new Notices(options.notices());
        Set<String> named = new HashSet<>();
        named.add(options.target().host() + ":" + options.target().port());
        options.interception().ifPresent(interception -> named.addAll(interception.hosts()));
        this.rule = new AddressRule(named, options.upstream().allowPrivate(), ownPorts);
    }

    RecorderOptions options() {
        return options;
    }

    OwnPorts ownPorts() {
        return ownPorts;
    }

    Notices notices() {
        return notices;
    }

    /** Whether what listens there is this recorder. */
    boolean isOurselves(HostPort at) {
        boolean port = at.port() == options.port() || ownPorts.all().contains(at.port());
        return port && (at.host().equals(options.host()) || at.host().matches("localhost|127\\..*|::1"));
    }

    AddressRule rule() {
        return rule;
    }

    /** The authority for intercepted hosts, opened where it is not; tried anew where that failed. */
    Future<Authority> authority(Vertx vertx) {
        return authority.map(Future::succeededFuture).orElseGet(() -> vertx.executeBlocking(this::open, true));
    }

    /** The authority that was opened before. */
    Authority opened() {
        return authority.orElseThrow(() -> new IllegalStateException("There is no authority yet"));
    }

    private synchronized Authority open() throws IOException {
        if (authority.isEmpty()) {
            authority =
                    Optional.of(options.interception().orElseThrow().authority().open());
        }
        return authority.get();
    }
}
