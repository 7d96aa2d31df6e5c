package dev.wiretape.timeline;

import java.util.Locale;

/** What a stream speaks, as far as its events tell. */
public enum Protocol {
    /** The Claude Messages API, or a server that imitates it. */
    ANTHROPIC_MESSAGES("the Messages API"),
    /** OpenAI's chat completions, which many gateways speak. */
    OPENAI_CHAT("OpenAI chat completions"),
    /** OpenAI's responses API. */
    OPENAI_RESPONSES("OpenAI responses"),
    /** Google's Gemini API. */
    GEMINI("Gemini"),
    /** An event stream of something else, or with nothing in it that would tell. */
    EVENT_STREAM("an event stream"),
    /** No event stream. */
    NONE("no event stream");

    private final String words;

    Protocol(String words) {
        this.words = words;
    }

    /** The word in JSON: {@code anthropic-messages}, {@code openai-chat}, … */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As it stands in a sentence: "speaks …". */
    public String words() {
        return words;
    }
}
