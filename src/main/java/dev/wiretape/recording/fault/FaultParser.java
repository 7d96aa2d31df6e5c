package dev.wiretape.recording.fault;

import dev.wiretape.recording.fault.FaultKind.Arguments;
import dev.wiretape.recording.fault.FaultKind.Scope;
import dev.wiretape.recording.filter.Filter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one spec. */
final class FaultParser {
    private static final Pattern WHOLE = Pattern.compile("\\d{1,15}");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    /** What looks like a word of the viewer's filter. */
    private static final Pattern WORDS = Pattern.compile("[-!]?[a-z]+:.*");

    private static final Set<String> MAY_BE_BARE = Set.of(Place.FINDING, Place.STALL, Place.TOOL);
    private static final Set<String> STATES = Set.of("finding", "error", "warning", "info", "ping", "frame", "split");

    static final List<String> CONDITIONS = List.of(
            Place.FRAME,
            Place.BYTE,
            Place.EVENT,
            Place.DELTA,
            Place.BLOCK,
            Place.TIME,
            Place.NTH,
            Place.FINDING,
            Place.STALL,
            Place.TOOL,
            Place.PROBABILITY,
            Place.REQUEST);

    private final String spec;

    FaultParser(String spec) {
        this.spec = spec;
    }

    Fault parse() {
        int at = spec.indexOf('@');
        String what = at < 0 ? spec : spec.substring(0, at);
        int equals = what.indexOf('=');
        String name = equals < 0 ? what : what.substring(0, equals);
        FaultKind kind = FaultKind.of(name)
                .orElseThrow(() -> new FaultSyntaxException(
                        "'" + spec + "' begins with no fault's name", name, FaultKind.words()));
        List<String> arguments = equals < 0
                ? List.of()
                : Arrays.asList(what.substring(equals + 1).split(",", -1));
        checkArguments(kind, arguments);
        Place place = at < 0 ? new Place(Map.of(), Filter.NONE) : place(spec.substring(at + 1));
        checkPlace(kind, place);
        return new Fault(spec, kind, arguments, place);
    }

    /** Whether a place must be said and is not. */
    static boolean needsPlace(String spec) {
        String name = spec.contains("=") ? spec.substring(0, spec.indexOf('=')) : spec;
        return !spec.contains("@")
                && FaultKind.of(name)
                        .filter(kind -> kind.scope() == Scope.FRAMES)
                        .isPresent();
    }

    private void checkArguments(FaultKind kind, List<String> arguments) {
        int most = switch (kind) {
            case STALL, STATUS, SLICE, LATENCY -> 2;
            default -> kind.arguments() == Arguments.NONE ? 0 : 1;
        };
        if (arguments.size() > most) {
            throw wrong("takes " + (most == 0 ? "nothing" : most == 1 ? "one value" : "two values") + " behind '='");
        }
        if (kind.arguments() == Arguments.NONE) {
            return;
        }
        if (arguments.isEmpty()) {
            throw wrong("needs " + example(kind));
        }
        String first = arguments.get(0);
        boolean fits = switch (kind) {
            case ERROR -> WORD.matcher(first).matches();
            case STATUS -> first.matches("[45]\\d\\d");
            case SLICE -> WHOLE.matcher(first).matches() && Long.parseLong(first) > 0;
            case BANDWIDTH -> DECIMAL.matcher(first).matches() && Double.parseDouble(first) > 0;
            default -> DECIMAL.matcher(first).matches();
        };
        String second = arguments.size() < 2 ? "0" : arguments.get(1);
        boolean secondFits = DECIMAL.matcher(second).matches() != (kind == FaultKind.STALL && second.equals("pings"))
                && !(kind == FaultKind.STALL && arguments.size() > 1 && !second.equals("pings"));
        boolean waitsWhole = kind != FaultKind.STATUS || WHOLE.matcher(second).matches();
        if (!fits || !secondFits || !waitsWhole) {
            throw wrong("needs " + example(kind));
        }
    }

    private static String example(FaultKind kind) {
        return switch (kind) {
            case STALL -> "seconds, such as stall=5 or stall=5,pings";
            case ERROR -> "an error's type, such as error=overloaded_error";
            case STATUS -> "a status from 400 to 599, such as status=529 or status=429,30";
            case SLICE -> "bytes from 1, such as slice=7";
            case LATENCY -> "seconds, such as latency=0.2 or latency=0.2,0.1";
            case BANDWIDTH -> "KB per second, such as bandwidth=2";
            default -> "nothing";
        };
    }

    Place place(String text) {
        Map<String, String> conditions = new LinkedHashMap<>();
        StringBuilder words = new StringBuilder();
        for (String condition : text.split(",", -1)) {
            if (WORDS.matcher(condition).matches()) {
                words.append(condition).append(' ');
                continue;
            }
            int equals = condition.indexOf('=');
            String name = equals < 0 ? condition : condition.substring(0, equals);
            String value = equals < 0 ? "" : condition.substring(equals + 1);
            if (!CONDITIONS.contains(name)) {
                throw new FaultSyntaxException("'" + spec + "' has a place that is none", name, CONDITIONS);
            }
            boolean bare = equals < 0 && MAY_BE_BARE.contains(name);
            if (!bare && !isValue(name, value)) {
                throw wrong("has no value for " + name + " that can be: '" + value + "'");
            }
            if (conditions.put(name, value) != null) {
                throw wrong("says " + name + " twice");
            }
        }
        return new Place(conditions, words(words.toString()));
    }

    private Filter words(String text) {
        Filter.Parsed parsed = Filter.parse(text);
        if (!parsed.problem().isEmpty()) {
            throw wrong("cannot be read: " + parsed.problem());
        }
        for (Filter.Term term : parsed.filter().terms()) {
            if (term.ofExchange()) {
                throw wrong("says " + term.name() + ":, which is about whole exchanges and no place in one");
            }
            if (term.name().equals("is") && !STATES.contains(term.value())) {
                throw new FaultSyntaxException(
                        "'" + spec + "' asks for what nothing is: is:" + term.value(),
                        term.value(),
                        STATES.stream().sorted().toList());
            }
        }
        return parsed.filter();
    }

    private static boolean isValue(String name, String value) {
        return switch (name) {
            case Place.EVENT, Place.FINDING, Place.TOOL -> WORD.matcher(value).matches();
            case Place.TIME, Place.STALL -> DECIMAL.matcher(value).matches();
            case Place.PROBABILITY -> DECIMAL.matcher(value).matches() && Double.parseDouble(value) <= 1;
            case Place.NTH, Place.DELTA, Place.REQUEST -> WHOLE.matcher(value).matches() && Long.parseLong(value) > 0;
            default -> WHOLE.matcher(value).matches();
        };
    }

    private void checkPlace(FaultKind kind, Place place) {
        boolean somewhere = place.isInStream() || place.probability().isPresent();
        if (kind.scope() == Scope.FRAMES && !somewhere) {
            throw wrong("needs a place, such as " + kind.word() + "@frame=12 or @event=content_block_delta");
        }
        if (kind.scope() == Scope.ANSWER && place.isInStream()) {
            throw wrong("is about the whole answer: request= and p= are its only places");
        }
        if (place.number(Place.BYTE).isPresent() && !kind.mayLieInsideFrames()) {
            throw wrong("cannot lie at a byte; say a frame or an event");
        }
        if (place.number(Place.BYTE).isPresent() && !place.words().isEmpty()) {
            throw wrong("says a byte and another place in the stream");
        }
        if (place.number(Place.BYTE).isPresent()
                && place.conditions().keySet().stream()
                        .anyMatch(name -> !List.of(Place.BYTE, Place.REQUEST, Place.PROBABILITY)
                                .contains(name))) {
            throw wrong("says a byte and another place in the stream");
        }
    }

    private FaultSyntaxException wrong(String why) {
        return new FaultSyntaxException("'" + spec + "' " + why);
    }
}
