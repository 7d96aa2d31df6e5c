package dev.wiretape.recording.secrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;

/**
 * A well-known format of keys: a prefix, and a run of at least so many characters of an alphabet.
 *
 * @param kind what it is
 * @param prefix how it begins
 * @param alphabet which bytes may follow
 * @param atLeast how many must follow
 * @param separators how many dots must stand within the run (a JWT has two)
 * @param unmistakable whether it may stand directly behind a letter or digit: its prefix is nothing else
 */
record KeyFormat(String kind, byte[] prefix, boolean[] alphabet, int atLeast, int separators, boolean unmistakable)
        implements Needle {
    /** Nothing that is a key is longer; what goes on and on is something else. */
    private static final int LONGEST = 8 * 1024;

    private static final boolean[] UPPER_AND_DIGITS = alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    private static final boolean[] WORD = alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
    private static final boolean[] BASE64URL =
            alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
    private static final boolean[] DOTTED =
            alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");

    /** The formats that are masked wherever they stand. */
    static final List<KeyFormat> ALL = List.of(
            format("anthropic-key", "sk-ant-", BASE64URL, 10, true),
            format("openai-key", "sk-proj-", BASE64URL, 20, false),
            format("openai-key", "sk-svcacct-", BASE64URL, 20, false),
            format("openai-key", "sk-admin-", BASE64URL, 20, false),
            format("openai-key", "sk-", WORD, 32, false),
            format("aws-key", "AKIA", UPPER_AND_DIGITS, 16, false),
            format("aws-key", "ASIA", UPPER_AND_DIGITS, 16, false),
            format("google-key", "AIza", BASE64URL, 35, false),
            format("google-token", "ya29.", BASE64URL, 20, false),
            format("github-token", "ghp_", WORD, 36, false),
            format("github-token", "gho_", WORD, 36, false),
            format("github-token", "ghu_", WORD, 36, false),
            format("github-token", "ghs_", WORD, 36, false),
            format("github-token", "ghr_", WORD, 36, false),
            format("github-token", "github_pat_", WORD, 22, false),
            new KeyFormat("jwt", "eyJ".getBytes(US_ASCII), DOTTED, 30, 2, false));

    private static KeyFormat format(String kind, String prefix, boolean[] alphabet, int atLeast, boolean unmistakable) {
        return new KeyFormat(kind, prefix.getBytes(US_ASCII), alphabet, atLeast, 0, unmistakable);
    }

    private static boolean[] alphabet(String characters) {
        boolean[] set = new boolean[128];
        characters.chars().forEach(c -> set[c] = true);
        return set;
    }

    @Override
    public int extend(byte[] bytes, int from, int end, int matched) {
        int at = from;
        int total = matched;
        while (at < end && total < prefix.length && bytes[at] == prefix[total]) {
            at++;
            total++;
        }
        while (at < end && total >= prefix.length && total < LONGEST && bytes[at] >= 0 && alphabet[bytes[at]]) {
            at++;
            total++;
        }
        return at - from;
    }

    @Override
    public boolean mayBegin(byte[] bytes, int start, int at) {
        return unmistakable || !continuesWord(bytes, start, at);
    }

    @Override
    public boolean isWhole(byte[] bytes, int from, int to) {
        return to - from >= prefix.length + atLeast && (separators == 0 || dots(bytes, from, to) == separators);
    }

    @Override
    public boolean isEndless() {
        return true;
    }

    @Override
    public boolean isTelling(int matched) {
        return matched > (unmistakable ? prefix.length : prefix.length + atLeast);
    }

    @Override
    public int firstPiece() {
        if (separators > 0) {
            return 0;
        }
        return unmistakable ? 1 : 2;
    }

    @Override
    public String value(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, ISO_8859_1);
    }

    /** The dots within; one at the end ends a sentence. */
    private static int dots(byte[] bytes, int from, int to) {
        int dots = 0;
        for (int i = from; i < to - 1; i++) {
            if (bytes[i] == '.') {
                dots++;
            }
        }
        return dots;
    }

    /** Whether the byte before is of the same word: "task-…" holds no "sk-…"; the n of an escaped line feed is none. */
    private static boolean continuesWord(byte[] bytes, int start, int at) {
        if (at == start) {
            return false;
        }
        byte before = bytes[at - 1];
        boolean letter = (before >= 'a' && before <= 'z') || (before >= 'A' && before <= 'Z');
        boolean digit = before >= '0' && before <= '9';
        boolean escape = at - start >= 2 && bytes[at - 2] == '\\';
        boolean percent = at - start >= 3 && bytes[at - 3] == '%';
        return (letter || digit || before == '_' || before == '-') && !escape && !percent;
    }
}
