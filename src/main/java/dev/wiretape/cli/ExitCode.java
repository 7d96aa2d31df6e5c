package dev.wiretape.cli;

/** The exit codes of the command-line contract (after {@code sysexits.h} where it has one). */
final class ExitCode {
    static final int DONE = 0;
    /** Findings or differences. */
    static final int FINDINGS = 1;

    static final int USAGE = 2;
    /** What was read is damaged or of another kind. */
    static final int DAMAGED = 65;
    /** There is no such input. */
    static final int NO_INPUT = 66;
    /** The upstream or the port cannot be had. */
    static final int UNAVAILABLE = 69;
    /** A defect of ours. */
    static final int INTERNAL = 70;

    static final int CANNOT_CREATE = 73;
    /** A recording failed or is incomplete. */
    static final int RECORDING_FAILED = 74;

    static final int NO_PERMISSION = 77;
    /** Added to a signal's number where the signal ended the command. */
    static final int SIGNAL = 128;

    static final int SIGPIPE = 13;

    private ExitCode() {}
}
