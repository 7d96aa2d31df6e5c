package dev.wiretape.testing;

import java.time.Duration;

/** One thing a {@link ScriptedUpstream} does with a connection after a request's head has arrived. */
public sealed interface Step {
    /** Writes these bytes in one write and flushes them. */
    record Send(byte[] bytes) implements Step {}

    /** Writes the same bytes so often, each in one write: a flood. */
    record Flood(byte[] bytes, int times) implements Step {}

    /** Reads the request's body by its framing; without this step (see {@link Script}) it is left unread. */
    record ReadBody() implements Step {}

    /** Reads exactly these bytes (after an upgrade, say) and fails on others. */
    record Expect(byte[] bytes) implements Step {}

    /** Waits until the test opens the gate. */
    record Await(Gate gate) implements Step {}

    /** Does nothing for a while. Only for recordings with lifelike times, never to wait for something in a test. */
    record Pause(Duration time) implements Step {}

    /** Goes on only when the client has closed or reset the connection; what it sends until then is dropped. */
    record ExpectClientClose() implements Step {}

    /** From here on the client may leave while something is written: the script ends there, and that is no failure. */
    record LetClientLeave() implements Step {}

    /** Closes with a FIN. */
    record Close() implements Step {}

    /** Ends the own direction with a FIN (over TLS: closes) and goes on with the script. */
    record HalfClose() implements Step {}

    /** Closes with an RST (SO_LINGER 0). */
    record Reset() implements Step {}
}
