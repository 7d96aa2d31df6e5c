package dev.wiretape.recording;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether the lines of an exchange are those its recorder wrote: hashes them again and compares with what the end says. */
public final class BodyProof {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private MessageDigest digest = sha256();

    /** A proof for one exchange after the other. */
    public BodyProof() {}

    /** Takes the next line; of an end that does not fit the lines before it, says so in words that complete "line 7 …". */
    public Optional<String> add(Entry entry) {
        if (entry instanceof Entry.Header) {
            digest = sha256();
        } else if (entry instanceof Entry.Frame frame) {
            digest.update(frame.raw().array());
        } else if (entry instanceof Entry.Partial partial) {
            digest.update(partial.raw().array());
        } else if (entry instanceof Entry.Body body) {
            digest.update(body.bytes().array());
        } else if (entry instanceof Entry.End end
                && SHA256.matcher(end.sha256()).matches()) {
            boolean fits = HexFormat.of().formatHex(digest.digest()).equals(end.sha256());
            return fits
                    ? Optional.empty()
                    : Optional.of("gives another hash than the lines before it have, so they were changed since");
        }
        return Optional.empty();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
