package dev.wiretape.recording.fault;

import java.util.List;
import java.util.Optional;

/** Something that breaks in an answer, and where. Made of a spec such as {@code reset@frame=12}. */
public final class Fault {
    private final String spec;
    private final FaultKind kind;
    private final List<String> arguments;
    private final Place place;

    Fault(String spec, FaultKind kind, List<String> arguments, Place place) {
        this.spec = spec;
        this.kind = kind;
        this.arguments = List.copyOf(arguments);
        this.place = place;
    }

    /**
     * Reads a spec: {@code KIND[=ARGUMENT,…][@CONDITION,…]}.
     *
     * @throws FaultSyntaxException where it is none
     */
    public static Fault parse(String spec) {
        return new FaultParser(spec.strip()).parse();
    }

    /**
     * Reads a spec for a stream that has come as far as {@code frame}: that is the place where the spec needs one and says
     * none.
     *
     * @throws FaultSyntaxException where it is none
     */
    public static Fault parse(String spec, long frame) {
        String stripped = spec.strip();
        return new FaultParser(FaultParser.needsPlace(stripped) ? stripped + "@frame=" + frame : stripped).parse();
    }

    /** As it was written. */
    public String spec() {
        return spec;
    }

    /** The level or the rule of the finding at which it happens; empty where it waits for none by name. */
    public Optional<String> finding() {
        return place.finding();
    }

    FaultKind kind() {
        return kind;
    }

    Place place() {
        return place;
    }

    /** The number behind the name. */
    double number() {
        return Double.parseDouble(arguments.get(0));
    }

    /** The second number, or another where none was written. */
    double second(double otherwise) {
        return arguments.size() > 1 ? Double.parseDouble(arguments.get(1)) : otherwise;
    }

    /** The word behind the name. */
    String word() {
        return arguments.get(0);
    }

    /** Whether only those find its place who have understood the stream. */
    public boolean needsSights() {
        return place.needsSights();
    }

    boolean pings() {
        return arguments.contains("pings");
    }

    /** The same, certain to happen whichever request is answered. */
    Fault certain() {
        java.util.Map<String, String> conditions = new java.util.HashMap<>(place.conditions());
        conditions.remove(Place.PROBABILITY);
        conditions.remove(Place.REQUEST);
        return new Fault(spec, kind, arguments, new Place(conditions, place.words()));
    }

    /**
     * Says that it would hit nothing.
     *
     * @param facts what there is to hit, in words
     */
    public FaultSyntaxException missing(String facts) {
        return missing(facts, Names.NONE);
    }

    /** The same, where it is known what could have been named. */
    FaultSyntaxException missing(String facts, Names names) {
        return place.missing("'" + spec + "' would hit nothing", facts, names);
    }

    @Override
    public String toString() {
        return spec;
    }
}
