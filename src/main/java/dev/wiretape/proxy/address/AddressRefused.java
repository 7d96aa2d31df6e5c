package dev.wiretape.proxy.address;

import java.io.IOException;

/** A client asked for an address it must not be led to; the message says why, as the end of a sentence. */
public final class AddressRefused extends IOException {
    private static final long serialVersionUID = 1;

    /** With the reason. */
    public AddressRefused(String reason) {
        super(reason);
    }
}
