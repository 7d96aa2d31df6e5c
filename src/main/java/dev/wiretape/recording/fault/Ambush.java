package dev.wiretape.recording.fault;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;

/** The faults of one answer, waiting for their places. */
final class Ambush {
    private static final Set<String> TIMES = Set.of(Place.TIME, Place.NTH, Place.PROBABILITY, Place.REQUEST);

    private final List<Fault> faults = new ArrayList<>();
    private final Map<Fault, Long> met = new HashMap<>();
    private final Set<Fault> happened = new LinkedHashSet<>();
    private final SplittableRandom random;

    Ambush(List<Fault> candidates, long seed) {
        random = new SplittableRandom(seed);
        for (Fault fault : candidates) {
            // What is about the whole answer is left to chance once.
            boolean whole = fault.kind().scope() != FaultKind.Scope.FRAMES
                    && !fault.place().isInStream();
            if (!whole || isLucky(fault)) {
                faults.add(fault);
            }
        }
    }

    boolean isEmpty() {
        return faults.isEmpty();
    }

    /** Whether the answer may come to have another length. */
    boolean mayResize() {
        return faults.stream().anyMatch(fault -> fault.kind().resizes() || fault.pings());
    }

    List<String> specs() {
        return faults.stream().map(Fault::spec).toList();
    }

    Set<Fault> happened() {
        return Set.copyOf(happened);
    }

    void happens(Fault fault) {
        happened.add(fault);
    }

    SplittableRandom random() {
        return random;
    }

    /** From 0 to below 1. */
    double chance() {
        return random.nextDouble();
    }

    /** The fault of that kind that is about the whole answer. */
    Optional<Fault> ofAnswer(FaultKind kind) {
        Optional<Fault> found = faults.stream()
                .filter(fault -> fault.kind() == kind && !fault.place().isInStream())
                .findFirst();
        if (kind == FaultKind.COALESCE || kind == FaultKind.BANDWIDTH) {
            found.ifPresent(this::happens);
        }
        return found;
    }

    /** Those that lie in wait for these bytes, in their order; each is marked as happened. */
    List<Fault> at(FrameLook look, long offset, int length) {
        List<Fault> found = new ArrayList<>();
        for (Fault fault : faults) {
            if (isFor(fault, look, offset, length)) {
                found.add(fault);
                // Whether a frame can come after the next one is known when there is a next one.
                if (fault.kind() != FaultKind.SWAP) {
                    happened.add(fault);
                }
            }
        }
        return found;
    }

    /** One that ends the answer at a byte behind its last one. */
    Optional<Fault> atByte(long offset) {
        Optional<Fault> found = faults.stream()
                .filter(fault ->
                        fault.kind().ends() && fault.place().number(Place.BYTE).equals(OptionalLong.of(offset)))
                .findFirst();
        found.ifPresent(this::happens);
        return found;
    }

    private boolean isFor(Fault fault, FrameLook look, long offset, int length) {
        if (isAboutTheAnswerAlone(fault) || (fault.kind().happensOnce() && happened.contains(fault))) {
            return false;
        }
        OptionalLong at = fault.place().number(Place.BYTE);
        if (at.isPresent()) {
            return at.getAsLong() >= offset && at.getAsLong() < offset + length && isLucky(fault);
        }
        boolean anywhere = !fault.place().isInStream() && fault.kind().scope() == FaultKind.Scope.EITHER;
        if (anywhere) {
            return true;
        }
        if ((look.n() < 0 && !onlyTime(fault)) || !fault.place().fitsFrame(look)) {
            return false;
        }
        long count = met.merge(fault, 1L, Long::sum);
        OptionalLong nth = fault.place().number(Place.NTH);
        return (nth.isEmpty() || nth.getAsLong() == count) && isLucky(fault);
    }

    private static boolean isAboutTheAnswerAlone(Fault fault) {
        return fault.kind().scope() == FaultKind.Scope.ANSWER
                || (fault.kind() == FaultKind.LATENCY && !fault.place().isInStream());
    }

    /** Bytes that are no frame have a time, and nothing else that could be looked for. */
    private static boolean onlyTime(Fault fault) {
        return fault.place().time().isPresent()
                && fault.place().words().isEmpty()
                && TIMES.containsAll(fault.place().conditions().keySet());
    }

    private boolean isLucky(Fault fault) {
        return fault.place().probability().isEmpty()
                || random.nextDouble() < fault.place().probability().getAsDouble();
    }
}
