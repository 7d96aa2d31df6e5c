package dev.wiretape.proxy;

/** The response on its way to the client. */
interface Answering {
    /** Begins with the head. */
    void start();

    /**
     * Breaks the client's connection where it is; never a clean end.
     *
     * @param code what HTTP/2 calls it
     */
    void cut(long code);

    /** Stops reading from the upstream while the client does not; asked after what was read has been flushed. */
    void checkPressure();

    /** Lets the upstream's connection be read again, also by whoever has it next. */
    void resume();

    /** The upstream broke: whether the client's connection will be left as it should be without anybody's help. */
    boolean endsItself(UpstreamFailure failure);
}
