package dev.wiretape.cli;

import dev.wiretape.replay.Pace;
import java.util.Optional;
import java.util.OptionalLong;

/** The options {@code --speed} and {@code --idle-time-limit}. */
final class Speed {
    private static final double MOST = 1e9;

    private Speed() {}

    /**
     * The pace they ask for.
     *
     * @param speed a factor above 0, or {@code max}
     * @param idleTimeLimit seconds
     */
    static Pace pace(String speed, Optional<String> idleTimeLimit) {
        double factor = factor(speed);
        OptionalLong limit = idleTimeLimit.isPresent()
                ? OptionalLong.of(Math.round(positive("--idle-time-limit", idleTimeLimit.get()) * 1e6))
                : OptionalLong.empty();
        return new Pace(factor, limit);
    }

    /** What a number or {@code max} means. */
    static double factor(String speed) {
        return speed.equalsIgnoreCase("max") ? Double.POSITIVE_INFINITY : positive("--speed", speed);
    }

    private static double positive(String option, String text) {
        try {
            double number = Double.parseDouble(text);
            if (number > 0 && number <= MOST) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // Said below.
        }
        throw new CommandFailure(ExitCode.USAGE, option + " must be a number above 0, not '" + text + "'");
    }
}
