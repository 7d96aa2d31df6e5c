package dev.wiretape.recording.fault;

import java.util.ArrayList;
import java.util.List;

/**
 * The faults in force. Immutable; each exchange has a {@link FaultRun} of its own.
 *
 * @param faults in the order in which they are applied to a frame
 * @param seed decides what is left to chance: the same seed breaks the same bytes
 */
public record Faults(List<Fault> faults, long seed) {
    /** None. */
    public static final Faults NONE = new Faults(List.of(), 0);

    /**
     * Checks that the faults make sense together.
     *
     * @throws FaultSyntaxException where two exclude each other
     */
    public Faults {
        faults = List.copyOf(faults);
        for (int i = 0; i < faults.size(); i++) {
            for (int j = i + 1; j < faults.size(); j++) {
                exclude(faults.get(i), faults.get(j));
            }
        }
    }

    /** Those for the answer to the n-th request, from 1. */
    public FaultRun run(long request) {
        return run(request, Sights.NONE);
    }

    /** The same, where somebody knows what there is to be seen in the answer. */
    public FaultRun run(long request, Sights sights) {
        return run(request, sights, 1);
    }

    /**
     * The same for an answer that is not sent at its recorded pace: what a fault measures in real time stays real.
     *
     * @param speed recorded seconds that pass in a real one; infinite where nothing waits for its time
     */
    public FaultRun run(long request, Sights sights, double speed) {
        List<Fault> fitting = new ArrayList<>();
        for (Fault fault : faults) {
            if (fault.place().fitsRequest(request)) {
                fitting.add(fault);
            }
        }
        return new FaultRun(fitting, mix(seed, request), sights, speed);
    }

    /** Whether places are among them that only those find who have understood the stream. */
    public boolean needSights() {
        return faults.stream().anyMatch(Fault::needsSights);
    }

    private static long mix(long seed, long request) {
        return seed * 0x9E3779B97F4A7C15L + request * 0xC2B2AE3D27D4EB4FL;
    }

    private static void exclude(Fault a, Fault b) {
        boolean samePlace = a.place().equals(b.place());
        if (a.spec().equals(b.spec())) {
            throw new FaultSyntaxException("'" + a + "' is there twice");
        }
        if (samePlace && a.kind().ends() && b.kind().ends()) {
            throw new FaultSyntaxException(
                    "'" + a + "' and '" + b + "' exclude each other: both end the answer at the same place");
        }
        boolean sameAnswers = a.place()
                .conditions()
                .getOrDefault(Place.REQUEST, "")
                .equals(b.place().conditions().getOrDefault(Place.REQUEST, ""));
        boolean twoCuttings = (a.kind() == FaultKind.SLICE && b.kind() == FaultKind.COALESCE)
                || (a.kind() == FaultKind.COALESCE && b.kind() == FaultKind.SLICE);
        boolean twoOfOne = a.kind() == b.kind()
                && !a.place().isInStream()
                && !b.place().isInStream()
                && a.kind().scope() != FaultKind.Scope.FRAMES;
        if (sameAnswers && (twoCuttings || twoOfOne)) {
            throw new FaultSyntaxException("'" + a + "' and '" + b + "' exclude each other");
        }
    }
}
