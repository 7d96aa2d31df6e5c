package dev.wiretape.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wiretape.proxy.address.AddressRule;
import dev.wiretape.proxy.address.HostPort;
import dev.wiretape.proxy.address.OwnPorts;
import dev.wiretape.proxy.address.Resolver;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A host with two addresses, of which only the second one answers. */
@Timeout(60)
class AddressesTest {
    private final Vertx vertx = Vertx.vertx();
    private final NetClient client = vertx.createNetClient();
    private final List<String> tried = new CopyOnWriteArrayList<>();
    private ServerSocket listening;
    private Socket deaf;
    private HostPort host;
    private Addresses addresses;

    @BeforeEach
    void listenOnTheSecond() throws IOException {
        InetAddress first = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
        InetAddress second = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        listening = new ServerSocket(0, 10, second);
        // Bound, so that nobody else listens there.
        deaf = new Socket();
        deaf.bind(new InetSocketAddress(first, listening.getLocalPort()));
        host = new HostPort("two.test", listening.getLocalPort());
        AddressRule rule = new AddressRule(Set.of(), true, new OwnPorts());
        addresses = new Addresses(vertx, new Resolver(rule, name -> new InetAddress[] {first, second}));
    }

    @AfterEach
    void close() throws Exception {
        listening.close();
        deaf.close();
        Http2Rig.done(vertx.close());
    }

    @Test
    void theNextOneIsTriedAndTheNextTimeItIsTheFirst() throws Exception {
        Http2Rig.done(connect());
        Http2Rig.done(connect());

        assertThat(tried).containsExactly("127.0.0.2", "127.0.0.1", "127.0.0.1");
    }

    @Test
    void whereNoneAnswersTheLastOnesReasonIsGiven() throws Exception {
        int port = listening.getLocalPort();
        listening.close();
        try (Socket bound = new Socket()) {
            bound.setReuseAddress(true);
            bound.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));

            assertThatThrownBy(() -> Http2Rig.done(connect()))
                    .hasCauseInstanceOf(ConnectException.class)
                    .hasMessageContaining("127.0.0.1");
            assertThat(tried).containsExactly("127.0.0.2", "127.0.0.1");
        }
    }

    @Test
    void whatWasReachedAndFailedIsNotLookedForElsewhere() {
        SSLHandshakeException untrusted = new SSLHandshakeException("no");

        assertThatThrownBy(() -> Http2Rig.done(addresses.connect(host, (address, millis) -> {
                    tried.add(address.host());
                    return Future.failedFuture(untrusted);
                })))
                .hasCause(untrusted);
        assertThat(tried).containsExactly("127.0.0.2");
    }

    private Future<NetSocket> connect() {
        return addresses.connect(host, (address, millis) -> {
            tried.add(address.host());
            return client.connect(new ConnectOptions().setRemoteAddress(address).setTimeout(millis));
        });
    }
}
