package dev.wiretape.cli;

import dev.wiretape.recording.Line;
import dev.wiretape.recording.fault.Sights;
import dev.wiretape.recording.fault.Trial;

/** Tries faults on an exchange that is read. */
final class TrialPass implements RecordingPass.Visitor {
    private final Trial trial;

    TrialPass(Trial trial, Sights sights) {
        this.trial = trial;
        trial.begin(sights);
    }

    @Override
    public void line(Line line) {
        trial.line(line.entry());
    }

    @Override
    public void end() {
        // The trial is asked when all exchanges have been read.
    }
}
