package dev.wiretape.testing;

/** How the other side ended a TCP connection. */
public enum Ending {
    /** It sent all it had and then a FIN. */
    FIN,
    /** It sent an RST, or the connection broke in another way. */
    RESET
}
