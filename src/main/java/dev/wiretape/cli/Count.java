package dev.wiretape.cli;

/** Numbers of things, in words. */
final class Count {
    private Count() {}

    /** {@code 1 frame}, {@code 2 frames}. */
    static String of(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
