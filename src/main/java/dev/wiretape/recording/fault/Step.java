package dev.wiretape.recording.fault;

import dev.wiretape.recording.Entry;

/**
 * A line of an answer as the faults leave it.
 *
 * @param entry with its recorded time; bytes are {@link Entry.Body}, one network chunk each
 * @param delay how much later than its time it comes, real µs, whatever the pace; never falls
 */
public record Step(Entry entry, long delay) {
    /** The entry with the time at which it comes at the recorded pace. */
    public Entry atItsTime() {
        if (entry instanceof Entry.Response head) {
            return new Entry.Response(
                    head.t() + delay,
                    head.status(),
                    head.reason(),
                    head.http(),
                    head.headers(),
                    head.encoding(),
                    head.undecoded());
        } else if (entry instanceof Entry.Body body) {
            return new Entry.Body(body.t() + delay, body.bytes(), body.encoded(), body.parts(), body.redactions());
        } else if (entry instanceof Entry.End end) {
            return Heads.endAt(end, end.t() + delay);
        } else if (entry instanceof Entry.Interim interim) {
            return new Entry.Interim(interim.t() + delay, interim.status(), interim.headers());
        } else if (entry instanceof Entry.Trailers trailers) {
            return new Entry.Trailers(trailers.t() + delay, trailers.fields());
        } else if (entry instanceof Entry.Fault fault) {
            return new Entry.Fault(fault.t() + delay, fault.spec());
        } else if (entry instanceof Entry.Paused paused) {
            return new Entry.Paused(paused.t() + delay);
        } else if (entry instanceof Entry.Resumed resumed) {
            return new Entry.Resumed(resumed.t() + delay);
        }
        return entry;
    }
}
