package dev.wiretape.recording.fault;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A place in a stream, written as the places of faults are: {@code event=content_block_start,nth=2}. Immutable. */
public final class Spot {
    private static final Set<String> NOT_FRAMES = Set.of(Place.BYTE, Place.PROBABILITY, Place.REQUEST);
    private static final List<String> FRAMES = FaultParser.CONDITIONS.stream()
            .filter(name -> !NOT_FRAMES.contains(name))
            .toList();

    private final String text;
    private final Place place;

    private Spot(String text, Place place) {
        this.text = text;
        this.place = place;
    }

    /**
     * Reads a place.
     *
     * @throws FaultSyntaxException where it is none, or names no frame
     */
    public static Spot parse(String text) {
        if (text.isBlank()) {
            throw new FaultSyntaxException("'" + text + "' names no frame", "", FRAMES);
        }
        Place place = new FaultParser(text).place(text);
        if (place.conditions().keySet().stream().anyMatch(NOT_FRAMES::contains)) {
            throw new FaultSyntaxException("'" + text + "' names no frame; there are " + String.join(", ", FRAMES));
        }
        return new Spot(text, place);
    }

    /** As it was written. */
    public String text() {
        return text;
    }

    /** The level or the rule of the finding that it is; empty where it is none by name. */
    public Optional<String> finding() {
        return place.finding();
    }

    /** Whether only those find it who have understood the stream. */
    public boolean needsSights() {
        return place.needsSights();
    }

    /**
     * Says that it is nowhere.
     *
     * @param where where it was looked for, in words that complete the sentence "it is nowhere in"
     * @param frames what there is
     */
    public FaultSyntaxException missing(String where, List<byte[]> frames) {
        Looking looking = new Looking(Sights.NONE);
        Set<String> events = new HashSet<>();
        Set<String> tools = new HashSet<>();
        for (byte[] frame : frames) {
            FrameLook look = looking.at(0, frame, false);
            look.event().ifPresent(events::add);
            look.useTool().ifPresent(tools::add);
        }
        return place.missing("'" + text + "' is nowhere in " + where, facts(frames.size()), Names.of(events, tools));
    }

    private static String facts(int frames) {
        return frames == 0 ? "there are no frames" : "there are " + frames + " frames, numbered from 0";
    }

    /** Which of the frames of a stream it is, by their index; {@code times} are their arrivals, µs. */
    public BitSet in(List<byte[]> frames, List<Long> times, Sights sights) {
        Looking looking = new Looking(sights);
        BitSet found = new BitSet();
        long count = 0;
        for (int i = 0; i < frames.size(); i++) {
            if (place.fitsFrame(looking.at(times.get(i), frames.get(i), false))) {
                count++;
                OptionalLong nth = place.number(Place.NTH);
                found.set(i, nth.isEmpty() || nth.getAsLong() == count);
            }
        }
        return found;
    }
}
