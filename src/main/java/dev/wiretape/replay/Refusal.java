package dev.wiretape.replay;

import java.io.IOException;
import java.util.Optional;

/** Says why no recording answers a request, naming the nearest one and where it differs. */
final class Refusal {
    private Refusal() {}

    /** One or two sentences; reads recordings. */
    static String of(Catalogue catalogue, Asked asked, Match.None none) throws IOException {
        Optional<Nearest> nearest = Nearest.of(catalogue, asked);
        if (none.reason() == Match.Reason.USED_UP) {
            String which = nearest.map(near -> near.take().name()).orElse("each");
            return "every recording of " + asked.line() + " has been served (" + which
                    + "); --repeat loop starts over, --repeat last repeats the last";
        }
        return "no recording answers " + asked.line()
                + nearest.map(near -> "; the nearest is " + near.take() + ", which differs in " + near.words())
                        .orElse("; there is none with a request");
    }
}
