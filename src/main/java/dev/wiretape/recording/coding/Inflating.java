package dev.wiretape.recording.coding;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The loop around an {@link Inflater}. */
final class Inflating {
    /** Bytes handed on at a time. */
    static final int STEP = 8 * 1024;

    private Inflating() {}

    /** Inflates until the input is used up or the data ends; returns how many input bytes are left. */
    static int run(Inflater inflater, byte[] bytes, int offset, int length, byte[] out, ContentDecoder.Sink sink)
            throws DataFormatException, IOException {
        inflater.setInput(bytes, offset, length);
        while (!inflater.finished()) {
            int made = inflater.inflate(out);
            if (made > 0) {
                sink.bytes(out, 0, made);
            } else if (inflater.needsDictionary()) {
                throw new DataFormatException("a preset dictionary is needed");
            } else if (inflater.needsInput()) {
                return 0;
            }
        }
        return inflater.getRemaining();
    }
}
