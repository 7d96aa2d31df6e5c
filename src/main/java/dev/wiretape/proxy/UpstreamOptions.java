package dev.wiretape.proxy;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the recorder connects to upstreams.
 *
 * @param authorities PEM file with the authorities to trust instead of the platform's
 * @param allowPrivate whether clients may name loopback and private addresses
 */
public record UpstreamOptions(Optional<Path> authorities, boolean allowPrivate) {
    /** The platform's authorities; public addresses alone, but for those the user has named. */
    public static final UpstreamOptions DEFAULT = new UpstreamOptions(Optional.empty(), false);

    /** The same with other authorities. */
    public UpstreamOptions trusting(Path pem) {
        return new UpstreamOptions(Optional.of(pem), allowPrivate);
    }

    /** The same with loopback and private addresses. */
    public UpstreamOptions withPrivate() {
        return new UpstreamOptions(authorities, true);
    }
}
