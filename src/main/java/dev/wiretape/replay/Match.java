package dev.wiretape.replay;

/** What came of matching a request. */
sealed interface Match {
    /**
     * A recording answers.
     *
     * @param how why this one
     */
    record Found(Take take, How how) implements Match {}

    /** No recording answers. */
    record None(Reason reason) implements Match {}

    /** Why a recording was chosen. */
    enum How {
        /** Method, path and body are the recorded ones. */
        EXACT,
        /** Method, path and body are the recorded ones but for what varies from run to run. */
        ALIKE,
        /** It is the same model's turn after the same last message; what came before differs. */
        SAME_TURN,
        /** Method and path are the recorded ones; the body is not, and order decided. */
        BY_ORDER,
        /** Order alone was asked to decide. */
        IN_SEQUENCE
    }

    /** Why none was. */
    enum Reason {
        /** None is like the request. */
        UNKNOWN,
        /** Each that is like the request has been served as often as it may be. */
        USED_UP
    }
}
