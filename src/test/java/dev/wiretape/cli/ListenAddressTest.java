package dev.wiretape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bind(..) failed with error(-13): Permission denied",
                "bind(..) failed with error(-13)",
                "Permission denied"
            })
    void aPortThatNeedsPrivilegesIsSaidInWords(String system) {
        CommandFailure failure = new ListenAddress("127.0.0.1", 80).failure(new BindException(system));

        assertThat(failure)
                .hasMessage(
                        "cannot listen on 127.0.0.1:80: permission denied; choose a port of 1024 or above with --listen");
        assertThat(failure.exitCode()).isEqualTo(69);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8787})
    void noCureIsGivenThatIsNone(int port) {
        assertThat(new ListenAddress("::1", port).failure(new IOException("Permission denied")))
                .hasMessage("cannot listen on [::1]:" + port + ": permission denied");
    }
}
