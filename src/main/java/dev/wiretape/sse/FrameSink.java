package dev.wiretape.sse;

/** Receives the frames a {@link FrameSplitter} finds. */
@FunctionalInterface
public interface FrameSink {
    /**
     * One complete frame: {@code length} raw bytes from {@code offset}, up to and with the blank line that ended it.
     * The array belongs to the splitter or to the caller of {@code feed}; it is valid during this call only.
     */
    void frame(byte[] bytes, int offset, int length);
}
