package dev.wiretape.timeline;

/**
 * What the linter holds a stream to.
 *
 * @param name its stable name, in lower case with hyphens
 * @param scope which streams it is for
 * @param severity how much breaking it matters
 * @param says the rule, a clause without a full stop
 * @param clients what clients do when it is broken, a clause; in the SDKs' own words where they have any
 */
public record Rule(String name, Scope scope, Severity severity, String says, String clients) {

    /** Which streams a rule is for. */
    public enum Scope {
        /** Any exchange: rules of HTTP and of event streams. */
        WIRE,
        /** Streams of the Messages API alone. */
        MESSAGES
    }

    static Rule wire(String name, Severity severity, String says, String clients) {
        return new Rule(name, Scope.WIRE, severity, says, clients);
    }

    static Rule messages(String name, Severity severity, String says, String clients) {
        return new Rule(name, Scope.MESSAGES, severity, says, clients);
    }

    /** Its name. */
    @Override
    public String toString() {
        return name;
    }
}
