package dev.wiretape.recording.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.SplittableRandom;

/** What can be done to the bytes of one frame. */
final class FrameChange {
    static final byte[] PING = """
            event: ping
            data: {"type": "ping"}

            """.getBytes(UTF_8);

    static final byte[] UNKNOWN = """
            event: wiretape_unknown
            data: {"type":"wiretape_unknown","index":0,"note":"an event nobody knows yet"}

            """.getBytes(UTF_8);

    private static final byte[] DATA = "data:".getBytes(UTF_8);

    private FrameChange() {}

    /** Another byte at {@code at}, never one that ends a line. */
    static byte[] corruptAt(byte[] raw, int at, SplittableRandom random) {
        byte[] changed = raw.clone();
        byte other;
        do {
            other = (byte) (changed[at] ^ (1 + random.nextInt(255)));
        } while (other == '\n' || other == '\r');
        changed[at] = other;
        return changed;
    }

    /** Another byte somewhere in the data; somewhere in the frame where it has none. */
    static byte[] corrupt(byte[] raw, SplittableRandom random) {
        int[] data = data(raw);
        int at = data[1] > data[0] ? data[0] + random.nextInt(data[1] - data[0]) : random.nextInt(raw.length);
        return corruptAt(raw, at, random);
    }

    /**
     * The last line of data without its second part; it is cut behind its first byte and before its last, the spaces that
     * pad it aside, so that it is never whole.
     */
    static byte[] truncateJson(byte[] raw, SplittableRandom random) {
        int[] data = data(raw);
        int end = data[1];
        while (end > data[0] && raw[end - 1] == ' ') {
            end--;
        }
        int length = end - data[0];
        if (length < 2) {
            return raw;
        }
        int kept = data[0] + 1 + random.nextInt(length - 1);
        byte[] changed = Arrays.copyOf(raw, raw.length - (data[1] - kept));
        System.arraycopy(raw, data[1], changed, kept, raw.length - data[1]);
        return changed;
    }

    /** Bytes that are no frame without their second part. */
    static byte[] truncate(byte[] raw, SplittableRandom random) {
        return raw.length < 2 ? raw : Arrays.copyOf(raw, 1 + random.nextInt(raw.length - 1));
    }

    /** Each line ended by CR LF; {@code afterCr} says that what came before ended with a CR, whose LF may come first. */
    static byte[] crlf(byte[] raw, boolean afterCr) {
        ByteArrayOutputStream changed = new ByteArrayOutputStream(raw.length + 8);
        for (int i = afterCr && raw.length > 0 && raw[0] == '\n' ? 1 : 0; i < raw.length; i++) {
            boolean ends = raw[i] == '\n' || raw[i] == '\r';
            if (ends) {
                changed.write('\r');
                changed.write('\n');
                i += raw[i] == '\r' && i + 1 < raw.length && raw[i + 1] == '\n' ? 1 : 0;
            } else {
                changed.write(raw[i]);
            }
        }
        return changed.toByteArray();
    }

    /** Where the last line of data begins, behind the field's name, and where it ends. */
    private static int[] data(byte[] raw) {
        int[] found = {0, 0};
        int start = 0;
        for (int i = 0; i <= raw.length; i++) {
            if (i == raw.length || raw[i] == '\n' || raw[i] == '\r') {
                if (i - start > DATA.length && Arrays.equals(raw, start, start + DATA.length, DATA, 0, DATA.length)) {
                    found[0] = start + DATA.length + (raw[start + DATA.length] == ' ' ? 1 : 0);
                    found[1] = i;
                }
                start = i + 1;
            }
        }
        return found;
    }
}
