package dev.wiretape.cli.diff;

/**
 * One difference.
 *
 * @param what where it is
 * @param a what the first has there
 * @param b what the second has there
 */
public record Difference(String what, String a, String b) {
    /** What stands where one of the two has nothing. */
    public static final String NOTHING = "(nothing)";
}
