package dev.wiretape.recording.secrets;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is secret in a session: the credentials its headers have shown so far, in every spelling, and the well-known
 * formats. Thread-safe; looking takes no lock.
 */
public final class Secrets {
    /** Shorter values are no secrets but words, and would be masked everywhere. */
    static final int SHORTEST = 8;

    private static final int LOOK_BACK = 2 * 1024;

    /** So many different credentials in one session are an attack on the search's time. */
    private static final int MOST = 256;

    private final Set<String> known = new HashSet<>();
    private volatile NeedleTable table = new NeedleTable(KeyFormat.ALL);

    /** Only the well-known formats, to begin with. */
    public Secrets() {}

    /** From now on {@code credential} is masked wherever it recurs, if it is long enough to be one. */
    public synchronized void learn(String credential) {
        if (credential.length() < SHORTEST || known.size() >= MOST || !known.add(credential)) {
            return;
        }
        List<KnownValue> spellings = new ArrayList<>();
        for (String spelling : Spellings.of(credential)) {
            spellings.add(KnownValue.of(spelling, credential));
        }
        table = table.with(spellings);
    }

    /** The secrets that stand whole in {@code length} bytes from {@code offset}, from left to right, apart. */
    public List<Secret> find(byte[] bytes, int offset, int length) {
        return table.find(bytes, offset, offset + length, new ArrayList<>(0));
    }

    /**
     * For bytes that go on elsewhere: the index from which on they may be the beginning of a secret, or the index behind
     * them.
     */
    public int openTail(byte[] bytes, int offset, int length) {
        return table.openTail(bytes, offset, offset + length, LOOK_BACK);
    }

    NeedleTable table() {
        return table;
    }
}
