package dev.wiretape.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What is sent through every way of one mode, round by round. */
interface Workload {
    /**
     * One run through one way.
     *
     * @param figures by {@link Metric#key()}
     */
    record Measured(Map<String, Double> figures, Load.Outcome outcome) {}

    /** The figures it yields. */
    List<Metric> metrics();

    /** Sends it through a way once and measures. */
    Measured measure(Way way) throws IOException;

    /** Sends it, or less of it, through a way so that nothing is cold afterwards. */
    Load.Outcome warmUp(Way way) throws IOException;
}
