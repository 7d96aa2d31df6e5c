package dev.wiretape.recording.secrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * One spelling of a credential that was seen.
 *
 * @param prefix the spelling, all of it
 * @param value the credential itself
 */
record KnownValue(byte[] prefix, String value) implements Needle {
    static KnownValue of(String spelling, String value) {
        return new KnownValue(spelling.getBytes(ISO_8859_1), value);
    }

    @Override
    public int extend(byte[] bytes, int from, int end, int matched) {
        int most = Math.min(prefix.length - matched, end - from);
        int same = 0;
        while (same < most && bytes[from + same] == prefix[matched + same]) {
            same++;
        }
        return same;
    }

    @Override
    public boolean mayBegin(byte[] bytes, int start, int at) {
        return true;
    }

    @Override
    public boolean isWhole(byte[] bytes, int from, int to) {
        return to - from == prefix.length;
    }

    @Override
    public boolean isEndless() {
        return false;
    }

    @Override
    public boolean isTelling(int matched) {
        return matched >= Secrets.SHORTEST;
    }

    @Override
    public int firstPiece() {
        return 1;
    }

    @Override
    public String kind() {
        return "credential";
    }

    @Override
    public String value(byte[] bytes, int from, int to) {
        return value;
    }
}
