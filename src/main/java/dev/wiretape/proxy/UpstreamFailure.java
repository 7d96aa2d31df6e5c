package dev.wiretape.proxy;

import dev.wiretape.proxy.address.AddressRefused;
import dev.wiretape.recording.Outcome;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * What went wrong on the upstream's side.
 *
 * @param outcome for the recording
 * @param words for a person, as the end of a sentence
 * @param status for a client that has had no answer yet
 * @param code what HTTP/2 calls it (RFC 9113 §7), for a client that has had a part of it
 */
record UpstreamFailure(Outcome outcome, String words, int status, long code) {
    private static final int FORBIDDEN = 403;
    private static final int BAD_GATEWAY = 502;
    private static final long INTERNAL_ERROR = 2;

    UpstreamFailure(Outcome outcome, String words) {
        this(outcome, words, BAD_GATEWAY, INTERNAL_ERROR);
    }

    /** Why no connection, or none that can be trusted, came about. */
    static UpstreamFailure connecting(Throwable cause) {
        Optional<AddressRefused> refused = find(cause, AddressRefused.class);
        if (refused.isPresent()) {
            return new UpstreamFailure(
                    Outcome.UPSTREAM_UNREACHABLE, refused.get().getMessage(), FORBIDDEN, INTERNAL_ERROR);
        }
        return new UpstreamFailure(Outcome.UPSTREAM_UNREACHABLE, tls(cause).orElseGet(() -> network(cause)));
    }

    /** Why a connection that existed brought no, or no whole, response. */
    static UpstreamFailure responding(Throwable cause) {
        if (cause instanceof StreamResetException reset) {
            return new UpstreamFailure(
                    Outcome.UPSTREAM_RESET,
                    "it reset the stream (" + Http2Error.valueOf(reset.getCode()) + ")",
                    BAD_GATEWAY,
                    reset.getCode());
        }
        if (cause instanceof HttpClosedException) {
            return new UpstreamFailure(Outcome.UPSTREAM_CLOSED, "it closed the connection");
        }
        if (cause instanceof IOException) {
            return new UpstreamFailure(Outcome.UPSTREAM_RESET, "it reset the connection");
        }
        return new UpstreamFailure(
                Outcome.UPSTREAM_CLOSED, "its answer is not well-formed HTTP: " + cause.getMessage());
    }

    /** What a client is told that asked for {@code target}. */
    Refusal refusal(Object target) {
        return status == FORBIDDEN
                ? new Refusal(status, "permission_error", target + " is not connected to: " + words)
                : Refusal.badGateway("no answer from " + target + ": " + words);
    }

    private static Optional<String> tls(Throwable cause) {
        Optional<SSLException> ssl = find(cause, SSLException.class);
        if (ssl.isEmpty()) {
            return Optional.empty();
        }
        if (find(cause, CertificateExpiredException.class).isPresent()) {
            return Optional.of("its certificate has expired");
        }
        if (find(cause, CertificateNotYetValidException.class).isPresent()) {
            return Optional.of("its certificate is not valid yet");
        }
        if (find(cause, CertPathBuilderException.class).isPresent()
                || find(cause, CertPathValidatorException.class).isPresent()) {
            return Optional.of("its certificate was not issued by an authority that is trusted here");
        }
        Optional<String> name = find(cause, CertificateException.class)
                .map(e -> String.valueOf(e.getMessage()))
                .filter(message -> message.startsWith("No ") && message.contains("name"));
        return Optional.of(name.map(message -> "its certificate is for another name (" + message + ")")
                .orElseGet(() ->
                        "the TLS handshake failed (" + innermost(ssl.get()).getMessage() + ")"));
    }

    /** The platform's own words stand within those of Vert.x, which are the same for everything. */
    private static SSLException innermost(SSLException ssl) {
        SSLException at = ssl;
        for (int depth = 0; at.getCause() instanceof SSLException inner && depth < 16; depth++) {
            at = inner;
        }
        return at;
    }

    private static String network(Throwable cause) {
        if (find(cause, UnknownHostException.class).isPresent()) {
            return "its name cannot be resolved";
        }
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("refused")) {
            return "the connection was refused; nothing listens there";
        }
        if (message.contains("timed out") || find(cause, TimeoutException.class).isPresent()) {
            return "it does not answer";
        }
        if (find(cause, NoRouteToHostException.class).isPresent()
                || find(cause, ConnectException.class).isPresent()) {
            return "there is no way to it (" + cause.getMessage() + ")";
        }
        if (cause instanceof HttpClosedException
                || find(cause, DecoderException.class).isPresent()) {
            return "it closed the connection at once";
        }
        return String.valueOf(cause.getMessage());
    }

    private static <T extends Throwable> Optional<T> find(Throwable cause, Class<T> type) {
        Throwable at = cause;
        for (int depth = 0; at != null && depth < 16; depth++) {
            if (type.isInstance(at)) {
                return Optional.of(type.cast(at));
            }
            at = at.getCause();
        }
        return Optional.empty();
    }
}
