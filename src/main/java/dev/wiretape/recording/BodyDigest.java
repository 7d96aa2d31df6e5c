package dev.wiretape.recording;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Hashes a body as it is recorded and, from the first secret that is taken out, also as it was on the wire. */
final class BodyDigest {
    private Optional<MessageDigest> recorded = Optional.empty();
    private Optional<MessageDigest> wire = Optional.empty();
    private long bytes;

    /** Bytes that are recorded as they were. */
    void same(byte[] from, int offset, int length) {
        recorded().update(from, offset, length);
        wire.ifPresent(digest -> digest.update(from, offset, length));
        bytes += length;
    }

    /** Bytes that are recorded as {@code masked}. */
    void masked(byte[] from, int offset, int length, byte[] masked) {
        if (wire.isEmpty()) {
            wire = Optional.of(copy(recorded()));
        }
        wire.get().update(from, offset, length);
        recorded().update(masked);
        bytes += masked.length;
    }

    /** How many bytes are recorded. */
    long bytes() {
        return bytes;
    }

    /** The hash of the recorded bytes, hex; nothing more can be added. */
    String recordedHex() {
        return HexFormat.of().formatHex(recorded().digest());
    }

    /** The hash of the wire's bytes, hex, where that is another; nothing more can be added. */
    Optional<String> wireHex() {
        return wire.map(digest -> HexFormat.of().formatHex(digest.digest()));
    }

    /** Made when it is needed: many exchanges end without a body. */
    private MessageDigest recorded() {
        if (recorded.isEmpty()) {
            recorded = Optional.of(sha256());
        }
        return recorded.get();
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The platform's SHA-256 can be cloned", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
