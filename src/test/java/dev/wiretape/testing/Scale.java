package dev.wiretape.testing;

/**
 * How often the promises are tried: as often as there is time for in every build, or at full scale with {@code
 * -Dwiretape.full=true}. A single figure can be given as well, such as {@code -Dwiretape.kills=50}.
 */
public final class Scale {
    private Scale() {}

    /** The property {@code wiretape.NAME}, or else {@code everyBuild} or {@code full}. */
    public static int of(String name, int everyBuild, int full) {
        return Integer.getInteger("wiretape." + name, Boolean.getBoolean("wiretape.full") ? full : everyBuild);
    }
}
