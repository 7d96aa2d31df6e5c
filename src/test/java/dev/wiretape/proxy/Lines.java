package dev.wiretape.proxy;

/** Heads written as text blocks. */
final class Lines {
    private Lines() {}

    /** The text with the line ends that HTTP wants. */
    static String crlf(String text) {
        return text.replace("\n", "\r\n");
    }
}
