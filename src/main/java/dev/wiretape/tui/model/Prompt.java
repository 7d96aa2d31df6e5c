package dev.wiretape.tui.model;

/**
 * The line at the bottom in which one types.
 *
 * @param kind what it asks for
 * @param text what was typed so far
 */
public record Prompt(Kind kind, String text) {
    /** No prompt. */
    public static final Prompt NONE = new Prompt(Kind.NONE, "");

    /** What a prompt asks for. */
    public enum Kind {
        /** Nothing: there is no prompt. */
        NONE("", ""),
        /** Text to search for. */
        SEARCH("/", "text in frames and in what they assembled into"),
        /** A filter. */
        FILTER("filter: ", "event: delta: block: gap:>2s size:>4k tool: status: stop: end: is:finding"),
        /** A frame's number or a time. */
        GO_TO(":", "a frame (120), a time (3.2s, 1:05), a share (50%)"),
        /** How far a client is served. */
        SERVE_UNTIL("serve until: ", "tool, stall, finding=error, event=message_delta, frame=12, gap:>2s"),
        /** How what a client is still to get breaks. */
        SERVE_BROKEN("break: ", "drop, reset, error=overloaded_error, stall=5@tool, as with --fault");

        private final String sign;
        private final String hint;

        Kind(String sign, String hint) {
            this.sign = sign;
            this.hint = hint;
        }

        /** What stands before the text. */
        public String sign() {
            return sign;
        }

        /** What may be typed. */
        public String hint() {
            return hint;
        }
    }

    /** Whether somebody types. */
    public boolean open() {
        return kind != Kind.NONE;
    }

    Prompt with(String newText) {
        return new Prompt(kind, newText);
    }
}
