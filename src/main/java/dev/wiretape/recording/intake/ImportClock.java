package dev.wiretape.recording.intake;

import java.util.function.LongSupplier;

/** The time of what is recorded next, as a file tells it; never runs back. */
final class ImportClock implements LongSupplier {
    private long micros;

    void set(long to) {
        micros = Math.max(micros, to);
    }

    @Override
    public long getAsLong() {
        return micros;
    }
}
