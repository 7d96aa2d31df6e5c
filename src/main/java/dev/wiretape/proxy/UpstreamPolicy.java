package dev.wiretape.proxy;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a set of connections has in common that must not be mixed up with another's.
 *
 * @param secure whether TLS may be spoken
 * @param http2 whether HTTP/2 is offered
 * @param insecure whether the certificate is not verified
 */
record UpstreamPolicy(boolean secure, boolean http2, boolean insecure) {
    static final int CONNECT_MILLIS = (int) TimeUnit.SECONDS.toMillis(30);
    /** Shorter than what servers usually allow, so that they are rarely the first to close. */
    private static final int KEEP_ALIVE_SECONDS = 15;

    HttpClientOptions client(UpstreamOptions upstream) {
        HttpClientOptions http = new HttpClientOptions()
                .setTcpNoDelay(true)
                .setConnectTimeout(CONNECT_MILLIS)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setMaxChunkSize(Relay.CHUNK)
                .setMaxHeaderSize(Relay.LONGEST_HEAD)
                .setMaxInitialLineLength(Relay.LONGEST_LINE)
                .setProtocolVersion(HttpVersion.HTTP_1_1);
        if (secure) {
            secure(http, upstream);
        }
        return http2 ? withHttp2(http) : http;
    }

    private void secure(HttpClientOptions http, UpstreamOptions upstream) {
        http.setSsl(true).setVerifyHost(!insecure).setForceSni(true);
        upstream.certificate()
                .ifPresent(own -> http.setKeyCertOptions(new PemKeyCertOptions()
                        .addCertPath(own.chain().toString())
                        .addKeyPath(own.key().toString())));
        if (insecure) {
            http.setTrustAll(true);
        } else {
            upstream.authorities()
                    .map(Path::toString)
                    .ifPresent(pem -> http.setTrustOptions(new PemTrustOptions().addCertPath(pem)));
        }
    }

    private static HttpClientOptions withHttp2(HttpClientOptions http) {
        return http.setProtocolVersion(HttpVersion.HTTP_2)
                .setUseAlpn(true)
                .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
                .setInitialSettings(Http2.settings().setPushEnabled(false))
                .setHttp2ConnectionWindowSize(Http2.CONNECTION_WINDOW)
                .setHttp2KeepAliveTimeout(KEEP_ALIVE_SECONDS);
    }
}
