package dev.wiretape.replay;

import dev.wiretape.recording.fault.FaultRun;
import dev.wiretape.recording.fault.Injection;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What answers a request. */
sealed interface Decision {
    /** The request. */
    Asked asked();

    /**
     * A recording does.
     *
     * @param whole how many decoded bytes its body has, where that is known
     * @param cues all of its cues, or empty where it is long or still grows: then they are in {@code reel}
     * @param faults what is broken in it
     * @param why it was chosen although the request was not the recorded one; empty if it was
     */
    record Serve(
            Asked asked,
            Take take,
            OptionalLong whole,
            Optional<List<Cue>> cues,
            Optional<Reel> reel,
            List<String> faults,
            String why)
            implements Decision {
        /** An answer takes long, and while it does nobody needs the text of the request. */
        public Serve {
            asked = asked.withoutText();
        }

        /** All of its cues are there, in whatever number of bytes: so it is known which of the faults hit something. */
        static Serve of(Asked asked, Take take, Optional<List<Cue>> cues, FaultRun faults, String why) {
            List<String> broken = happened(faults);
            String with = broken.isEmpty() ? why : and(why, "with " + String.join(", ", broken));
            return new Serve(asked, take, OptionalLong.empty(), cues, Optional.empty(), broken, with);
        }
    }

    /** None does. */
    record Refuse(Asked asked, String why) implements Decision {}

    /** The largest answer that can be held between its frames, bytes. */
    long LARGEST = 64 << 20;

    /** Decides; reads recordings, so it blocks. */
    static Decision on(Asked asked, Replaying replaying) throws IOException {
        Match match = replaying.matcher().match(asked);
        if (match instanceof Match.Found found) {
            return serve(asked, found, replaying);
        }
        return new Refuse(asked, Refusal.of(replaying.catalogue(), asked, (Match.None) match));
    }

    private static Serve serve(Asked asked, Match.Found found, Replaying replaying) throws IOException {
        String why = why(asked, found, replaying.explains());
        Shelf shelf = replaying.shelf();
        FaultRun faults = faults(found.take(), replaying);
        Optional<List<Cue>> reshaped = Reshaped.of(asked, found, shelf);
        if (reshaped.isPresent()) {
            try (Reel reel = new Reel(() -> new CueReader(new CueEntries(reshaped.get()), faults))) {
                Optional<List<Cue>> cues = reel.rest(LARGEST);
                return Serve.of(asked, found.take(), cues, faults, and(why, Reshaped.WHY));
            }
        }
        if (replaying.stage().isControlled()) {
            try (Reel reel = shelf.open(found.take(), faults)) {
                Optional<List<Cue>> cues = reel.rest(LARGEST);
                if (cues.isPresent()) {
                    return Serve.of(asked, found.take(), cues, faults, why);
                }
            }
        }
        if (!faults.isHarmless()) {
            Optional<Reel> broken = Optional.of(shelf.open(found.take(), faults.again()));
            return new Serve(
                    asked,
                    found.take(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    broken,
                    faults.specs(),
                    with(why, faults));
        }
        Optional<List<Cue>> cues = shelf.load(found.take());
        Optional<Reel> reel = cues.isPresent() ? Optional.empty() : Optional.of(shelf.open(found.take()));
        return new Serve(asked, found.take(), found.take().wholeBytes(), cues, reel, List.of(), why);
    }

    private static FaultRun faults(Take take, Replaying replaying) throws IOException {
        Injection injection = replaying.injection();
        return injection.needsSights() ? injection.next(replaying.shelf().sights(take)) : injection.next();
    }

    /** Those that broke something, in the order in which they were given. */
    private static List<String> happened(FaultRun faults) {
        return faults.specs().stream()
                .filter(spec -> faults.happened().stream()
                        .anyMatch(fault -> fault.spec().equals(spec)))
                .toList();
    }

    private static String with(String why, FaultRun faults) {
        return faults.isHarmless() ? why : and(why, "with " + String.join(", ", faults.specs()));
    }

    private static String and(String why, String more) {
        return (why.isEmpty() ? "" : why + "; ") + more;
    }

    private static String why(Asked asked, Match.Found found, boolean explains) throws IOException {
        return switch (found.how()) {
            case EXACT -> explains ? "the same method, path and body" : "";
            case IN_SEQUENCE -> "in sequence";
            case ALIKE -> "the same but for what varies from run to run" + (explains ? differs(asked, found) : "");
            case SAME_TURN -> "the same last message" + differs(asked, found);
            case BY_ORDER -> "by order" + differs(asked, found);
        };
    }

    private static String differs(Asked asked, Match.Found found) throws IOException {
        Nearest compared = Nearest.compare(found.take(), asked);
        return compared.differences().isEmpty() ? "" : "; it differs in " + compared.words();
    }
}
