package dev.wiretape.recording.fault;

import dev.wiretape.recording.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tries faults on recordings before anybody is served, so that one that hits nothing is refused, not waited for; chance
 * and the request's number do not count. Exchanges that still grow are given the benefit of the doubt. Not thread-safe.
 */
public final class Trial {
    private final List<Fault> faults;
    private final boolean[] hit;
    private final Set<String> events = new TreeSet<>();
    private final Set<String> tools = new TreeSet<>();
    private List<FaultRun> runs = List.of();
    private Looking looking = new Looking(Sights.NONE);
    private boolean ended = true;
    private boolean growing;
    private long frames;
    private long own;
    private long bytes;

    /** A trial of these faults. */
    public Trial(Faults faults) {
        this.faults = faults.faults();
        this.hit = new boolean[this.faults.size()];
    }

    /** The lines of another exchange follow. */
    public void begin() {
        begin(Sights.NONE);
    }

    /** The same, where somebody knows what there is to be seen in it. */
    public void begin(Sights sights) {
        growing |= !ended;
        ended = false;
        own = 0;
        looking = new Looking(Sights.NONE);
        List<FaultRun> fresh = new ArrayList<>();
        faults.forEach(fault -> fresh.add(new FaultRun(List.of(fault.certain()), 0, sights)));
        runs = fresh;
    }

    /** The next line of the exchange. */
    public void line(Entry line) {
        for (int i = 0; i < hit.length; i++) {
            runs.get(i).step(line);
            hit[i] |= !runs.get(i).happened().isEmpty();
        }
        if (line instanceof Entry.Frame frame) {
            frames = Math.max(frames, ++own);
            FrameLook look = looking.at(frame.t(), frame.raw().toBytes(), false);
            look.event().ifPresent(events::add);
            look.useTool().ifPresent(tools::add);
        } else if (line instanceof Entry.End end) {
            ended = true;
            bytes = Math.max(bytes, end.bytes());
        }
    }

    /**
     * Returns if each fault would hit something.
     *
     * @throws FaultSyntaxException where one would not
     */
    public void check() {
        for (int i = 0; i < hit.length && ended && !growing; i++) {
            if (!hit[i]) {
                throw faults.get(i)
                        .missing(
                                frames == 0
                                        ? "there is no event stream"
                                        : "the longest recording has " + frames + " frames, numbered from 0, and "
                                                + bytes + " bytes",
                                Names.of(events, tools));
            }
        }
    }
}
