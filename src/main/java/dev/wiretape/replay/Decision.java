package dev.wiretape.replay;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What answers a request. */
sealed interface Decision {
    /** The request. */
    Asked asked();

    /**
     * A recording does.
     *
     * @param cues all of its cues, or empty where it is long or still grows: then they are in {@code reel}
     * @param why it was chosen although the request was not the recorded one; empty if it was
     */
    record Serve(Asked asked, Take take, Optional<List<Cue>> cues, Optional<Reel> reel, String why)
            implements Decision {}

    /** None does. */
    record Refuse(Asked asked, String why) implements Decision {}

    /** Decides; reads recordings, so it blocks. */
    static Decision on(Asked asked, Replaying replaying) throws IOException {
        Match match = replaying.matcher().match(asked);
        if (match instanceof Match.Found found) {
            return serve(asked, found, replaying.shelf());
        }
        return new Refuse(asked, Refusal.of(replaying.catalogue(), asked, (Match.None) match));
    }

    private static Serve serve(Asked asked, Match.Found found, Shelf shelf) throws IOException {
        String why = why(asked, found);
        Optional<List<Cue>> cues = shelf.load(found.take());
        Optional<Reel> reel = cues.isPresent() ? Optional.empty() : Optional.of(shelf.open(found.take()));
        return new Serve(asked, found.take(), cues, reel, why);
    }

    private static String why(Asked asked, Match.Found found) throws IOException {
        return switch (found.how()) {
            case EXACT -> "";
            case IN_SEQUENCE -> "in sequence";
            case BY_ORDER -> {
                Nearest compared = Nearest.compare(found.take(), asked);
                String differs = compared.differences().isEmpty() ? "" : "; it differs in " + compared.words();
                yield "by order" + differs;
            }
        };
    }
}
