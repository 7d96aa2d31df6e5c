package dev.wiretape.cli;

import java.util.Locale;

/** How a program is led to the recorder. */
enum Way {
    /** The recorder is the API, says a variable of the SDKs. */
    BASE_URL,
    /** The recorder is the proxy, and the program trusts our authority. */
    PROXY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
