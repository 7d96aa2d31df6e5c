package dev.wiretape.proxy.intercept;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.wiretape.proxy.address.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A handshake and a request of our own, so that the first client does not wait for what Java does only once: it takes a
 * second.
 */
public final class Rehearsal {
    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(10).toMillis();

    private Rehearsal() {}

    /** Asks the server at {@code port} for nothing, through a tunnel for {@code host}. Blocks; whatever fails is no matter. */
    public static void run(Crossings crossings, int port, String host) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            int from = socket.getLocalPort();
            crossings.open(from, new Crossing(new HostPort(host, port), "", true));
            try (SSLSocket tls = (SSLSocket) context().getSocketFactory().createSocket(socket, host, port, true)) {
                tls.getOutputStream().write("GET / HTTP/1.1\r\nHost: nobody\r\n\r\n".getBytes(US_ASCII));
                tls.getInputStream().read();
            } finally {
                crossings.close(from);
            }
        } catch (IOException | GeneralSecurityException e) {
            // The first client will tell.
        }
    }

    private static SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        return context;
    }

    /** It is ourselves we speak to. */
    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
