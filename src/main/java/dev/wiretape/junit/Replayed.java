package dev.wiretape.junit;

import java.util.List;

/** The replay that a test has. Thread-safe. */
public interface Replayed {
    /** {@code http://127.0.0.1:PORT}, for the client's base URL. */
    String url();

    /** What has been asked and answered so far, one line each, retries included. */
    List<String> answers();
}
