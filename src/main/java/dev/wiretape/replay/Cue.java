package dev.wiretape.replay;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Payload;
import java.util.List;

/**
 * One thing a replay sends. Its time {@code t} is as recorded, in µs since the request had arrived whole; the pace makes
 * a deadline of it.
 */
sealed interface Cue {
    /** When it was recorded, µs since the request had arrived; never falls from cue to cue. */
    long t();

    /** The same at another time. */
    Cue at(long t);

    /** An interim response. */
    record Interim(long t, int status, List<Field> headers) implements Cue {
        @Override
        public Cue at(long t) {
            return new Interim(t, status, headers);
        }
    }

    /** The response's head, as recorded; what describes the transfer is re-made when it is sent. */
    record Head(long t, Entry.Response response) implements Cue {
        @Override
        public Cue at(long t) {
            return new Head(t, response);
        }
    }

    /** What one network chunk brought of the body: sent in one write. */
    record Chunk(long t, Payload bytes) implements Cue {
        @Override
        public Cue at(long t) {
            return new Chunk(t, bytes);
        }
    }

    /**
     * Sends nothing: from here on everything comes so much later than its time.
     *
     * @param micros real µs, whatever the pace; counted from no delay at all
     */
    record Delay(long t, long micros) implements Cue {
        @Override
        public Cue at(long t) {
            return new Delay(t, micros);
        }
    }

    /** Sends nothing: what was recorded from here on cannot be read, which is to be told; a cut follows. */
    record Damage(long t, String why) implements Cue {
        @Override
        public Cue at(long t) {
            return new Damage(t, why);
        }
    }

    /** The end of the response. Trailers are sent with a clean one only. */
    record Finish(long t, Ending ending, List<Field> trailers) implements Cue {
        @Override
        public Cue at(long t) {
            return new Finish(t, ending, trailers);
        }
    }

    /** How the connection is left behind. */
    enum Ending {
        /** The response is complete. */
        CLEAN("cut"),
        /** The connection is closed in the middle of the response. */
        CUT("close"),
        /** The connection is reset (TCP RST) in the middle of the response. */
        RESET("reset");

        private final String fault;

        Ending(String fault) {
            this.fault = fault;
        }

        /** What the fault is called that ends an answer so before its time. */
        String fault() {
            return fault;
        }
    }
}
