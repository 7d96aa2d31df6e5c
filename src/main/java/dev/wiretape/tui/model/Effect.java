package dev.wiretape.tui.model;

/** What the loop does for the model, since the model can do nothing. */
public sealed interface Effect {
    /** Text for the clipboard. */
    record Copy(What what) implements Effect {
        /** What is copied. */
        public enum What {
            /** The frame's bytes. */
            FRAME,
            /** The block's text so far. */
            BLOCK,
            /** The tool's input so far. */
            INPUT,
            /** The message so far. */
            MESSAGE,
            /** A curl command that repeats the request. */
            CURL
        }
    }

    /** A file beside the recording. */
    record Export(Kind kind) implements Effect {
        /** What is written. */
        public enum Kind {
            /** The decoded body, byte for byte. */
            SSE,
            /** One JSON line for each event. */
            EVENTS,
            /** The message's text, thinking and tool input. */
            TEXT
        }
    }

    /** Something is done to an answer that is being served. */
    record Act(long id, Order order, String argument) implements Effect {}

    /** Back to the shell until it lets us on. */
    record Suspend() implements Effect {}
}
