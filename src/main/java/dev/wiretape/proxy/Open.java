package dev.wiretape.proxy;

/** What is recorded and has not come to its end. */
interface Open {
    /** The recorder stops: both sides are cut off, the recording gets its end. */
    void stop();

    /** Whether it only carries others, which come to their end first. */
    default boolean isCarrier() {
        return false;
    }
}
