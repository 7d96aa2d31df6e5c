package dev.wiretape.tui.view;

import java.util.Locale;

/** Times and sizes as they are shown. */
final class Units {
    private Units() {}

    /** A span of time: {@code 812us}, {@code 3.2ms}, {@code 812ms}, {@code 3.21s}, {@code 2m03s}, {@code 1h02m}. */
    static String span(long us) {
        if (us < 0) {
            return "-" + span(-us);
        }
        if (us < 1_000) {
            return us + "us";
        }
        if (us < 9_950) {
            return format("%.1fms", us / 1e3);
        }
        if (us < 999_500) {
            return format("%.0fms", us / 1e3);
        }
        if (us < 9_995_000) {
            return format("%.2fs", us / 1e6);
        }
        if (us < 59_950_000) {
            return format("%.1fs", us / 1e6);
        }
        long seconds = (us + 500_000) / 1_000_000;
        return seconds < 3600
                ? format("%dm%02ds", seconds / 60, seconds % 60)
                : format("%dh%02dm", seconds / 3600, seconds / 60 % 60);
    }

    /** A moment: {@code 0.812}, {@code 12.043}, {@code 1:02.043}. */
    static String moment(long us) {
        String sign = us < 0 ? "-" : "";
        long ms = Math.abs(us) / 1000;
        long seconds = ms / 1000;
        if (seconds < 60) {
            return sign + format("%d.%03d", seconds, ms % 1000);
        }
        return seconds < 3600
                ? sign + format("%d:%02d.%03d", seconds / 60, seconds % 60, ms % 1000)
                : sign + format("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /** Bytes: {@code 812}, {@code 4.5k}, {@code 12M}. */
    static String size(long bytes) {
        if (bytes < 1000) {
            return Long.toString(bytes);
        }
        double kilo = bytes / 1024.0;
        if (kilo < 999.5) {
            return format(kilo < 9.95 ? "%.1fk" : "%.0fk", kilo);
        }
        double mega = kilo / 1024;
        if (mega < 999.5) {
            return format(mega < 9.95 ? "%.1fM" : "%.0fM", mega);
        }
        return format("%.1fG", mega / 1024);
    }

    /** A number with its thousands apart. */
    static String count(long number) {
        return format("%,d", number);
    }

    /** {@code 1 frame}, {@code 2 frames}. */
    static String plural(long number, String what) {
        return count(number) + " " + what + (number == 1 ? "" : "s");
    }

    static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
