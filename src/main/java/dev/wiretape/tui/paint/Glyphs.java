package dev.wiretape.tui.paint;

/**
 * The signs we draw with.
 *
 * @param stall where nothing came for long
 * @param levels eight signs, from hardly anything to full
 * @param ascii whether nothing but ASCII may be drawn, also of what a stream holds
 */
public record Glyphs(
        String horizontal,
        String vertical,
        String levels,
        String span,
        String stall,
        String chunkTop,
        String chunkMiddle,
        String chunkBottom,
        String split,
        String live,
        String play,
        String pause,
        String cut,
        String ellipsis,
        String arrow,
        String mark,
        String dot,
        boolean ascii) {
    /** Signs every terminal with Unicode has. */
    public static final Glyphs UNICODE = new Glyphs(
            "─", "│", "▁▂▃▄▅▆▇█", "─", "╌", "╭", "│", "╰", "┆", "●", "▶", "‖", "✂", "…", "→", "◆", "·", false);

    /** ASCII alone. */
    public static final Glyphs ASCII = new Glyphs(
            "-", "|", "..::++##", "-", "~", ",", "|", "'", ":", "*", ">", "=", "X", "~", ">", "+", ".", true);

    /** The sign for {@code share} (0 to 1) of the most there is. */
    public String level(double share) {
        int step = (int) Math.round(Math.max(0, Math.min(1, share)) * (levels.length() - 1));
        return levels.substring(step, step + 1);
    }
}
