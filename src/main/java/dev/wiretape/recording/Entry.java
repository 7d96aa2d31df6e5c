package dev.wiretape.recording;

import java.util.List;
import java.util.Optional;

/**
 * What one line of a recording says. Times {@code t} are microseconds since the exchange began, from a monotonic clock.
 * No two network chunks of an exchange share a time, so that equal times mean "the same chunk".
 */
public sealed interface Entry {
    /** The {@code kind} of the line. */
    String kind();

    /**
     * Begins an exchange.
     *
     * @param version the format's version, 1
     * @param id identifies the exchange anywhere
     * @param session names the session, as its folder does
     * @param seq the exchange's number in its session, from 1
     * @param at wall-clock time of its beginning, ISO 8601, UTC; empty where unknown
     * @param t0 µs from the session's start to the exchange's
     * @param via the way in: {@code target}, {@code forward}, {@code intercept}, {@code tunnel}, {@code import}, or a newer word
     * @param tool the program that wrote it
     * @param timed whether {@code t} are times. In what was imported from a file that knows none they only count the
     *     chunks, so that equal ones still mean "the same chunk"
     * @param faults what was broken on purpose, as it was asked for; empty where the answer is the upstream's own
     */
    record Header(
            int version,
            String id,
            String session,
            long seq,
            String at,
            long t0,
            String via,
            String tool,
            boolean timed,
            List<String> faults)
            implements Entry {
        /** The header of an exchange in which nothing was broken on purpose. */
        public Header(
                int version,
                String id,
                String session,
                long seq,
                String at,
                long t0,
                String via,
                String tool,
                boolean timed) {
            this(version, id, session, seq, at, t0, via, tool, timed, List.of());
        }

        /** The same for an exchange in which something was. */
        public Header withFaults(List<String> specs) {
            return new Header(version, id, session, seq, at, t0, via, tool, timed, List.copyOf(specs));
        }

        @Override
        public String kind() {
            return "header";
        }
    }

    /**
     * The request, written when its body has arrived (or the response began, or the body grew large: then {@link
     * Upload} lines follow).
     *
     * @param url absolute URL as it was asked of the upstream
     * @param http {@code 1.0}, {@code 1.1} or {@code 2}
     * @param encoding the content coding the body was in on the wire, where the line holds it decoded; else the body
     *     stands as it was sent
     * @param redactions how many secrets were taken out of URL and body
     */
    record Request(
            long t,
            String method,
            String url,
            String http,
            List<Field> headers,
            Optional<String> encoding,
            Payload body,
            int redactions)
            implements Entry {
        /** A request whose body stands as it was sent. */
        public Request(long t, String method, String url, String http, List<Field> headers, Payload body) {
            this(t, method, url, http, headers, Optional.empty(), body, 0);
        }

        /** The same with another body. */
        Request withBody(Payload other) {
            return new Request(t, method, url, http, headers, encoding, other, redactions);
        }

        @Override
        public String kind() {
            return "request";
        }
    }

    /**
     * More of the request's body, which arrived after the request line was written.
     *
     * @param redactions how many secrets were taken out
     */
    record Upload(long t, Payload body, int redactions) implements Entry {
        /** Bytes as they were sent. */
        public Upload(long t, Payload body) {
            this(t, body, 0);
        }

        @Override
        public String kind() {
            return "upload";
        }
    }

    /** An interim response (RFC 9110 §15.2), such as 103. */
    record Interim(long t, int status, List<Field> headers) implements Entry {
        @Override
        public String kind() {
            return "interim";
        }
    }

    /**
     * The response's head.
     *
     * @param reason the reason phrase as sent, empty on HTTP/2
     * @param encoding the content coding the body was in on the wire, if any; lines hold decoded bytes
     * @param undecoded whether the coding could not be decoded, so that the lines hold encoded bytes
     */
    record Response(
            long t,
            int status,
            String reason,
            String http,
            List<Field> headers,
            Optional<String> encoding,
            boolean undecoded)
            implements Entry {
        @Override
        public String kind() {
            return "response";
        }
    }

    /**
     * An SSE frame.
     *
     * @param t arrival of the network chunk that completed it
     * @param n its number in the exchange, from 0
     * @param raw decoded bytes up to and with the blank line
     * @param parts the pieces the chunks brought, where they were more than one; else empty
     * @param redactions how many secrets were taken out: the bytes are then not quite those of the wire
     */
    record Frame(long t, long n, Payload raw, List<Part> parts, int redactions) implements Entry {
        /** A frame as it stood on the wire. */
        public Frame(long t, long n, Payload raw, List<Part> parts) {
            this(t, n, raw, parts, 0);
        }

        @Override
        public String kind() {
            return "frame";
        }
    }

    /**
     * What one network chunk brought of a body that is no event stream (or no longer cut into frames).
     *
     * @param encoded whether these are the bytes as the response's coding has them, since decoding had to be given up
     * @param parts as for a frame, where the line had to wait for a chunk to tell whether a secret stands in it
     * @param redactions how many secrets were taken out
     */
    record Body(long t, Payload bytes, boolean encoded, List<Part> parts, int redactions) implements Entry {
        /** Decoded bytes of one chunk. */
        public Body(long t, Payload bytes) {
            this(t, bytes, false);
        }

        /** Bytes of one chunk. */
        public Body(long t, Payload bytes, boolean encoded) {
            this(t, bytes, encoded, List.of(), 0);
        }

        @Override
        public String kind() {
            return "body";
        }
    }

    /** The client stopped reading; back-pressure, not a slow API. */
    record Paused(long t) implements Entry {
        @Override
        public String kind() {
            return "paused";
        }
    }

    /** The client reads again. */
    record Resumed(long t) implements Entry {
        @Override
        public String kind() {
            return "resumed";
        }
    }

    /**
     * The bytes of a frame that never ended.
     *
     * @param t arrival of the last of them
     * @param parts as for a frame
     * @param redactions as for a frame
     */
    record Partial(long t, Payload raw, List<Part> parts, int redactions) implements Entry {
        /** Bytes as they stood on the wire. */
        public Partial(long t, Payload raw, List<Part> parts) {
            this(t, raw, parts, 0);
        }

        @Override
        public String kind() {
            return "partial";
        }
    }

    /** Trailer fields (RFC 9110 §6.5). */
    record Trailers(long t, List<Field> fields) implements Entry {
        @Override
        public String kind() {
            return "trailers";
        }
    }

    /**
     * What went unseen through a tunnel.
     *
     * @param sent bytes from the client
     * @param received bytes to the client
     */
    record Tunnel(long t, long sent, long received) implements Entry {
        @Override
        public String kind() {
            return "tunnel";
        }
    }

    /** Somebody broke what was still to come, by hand; what was asked for before it began is in the {@link Header}. */
    record Fault(long t, String spec) implements Entry {
        @Override
        public String kind() {
            return "fault";
        }
    }

    /**
     * How the exchange ended.
     *
     * @param outcome the transport's end; a word this version does not know is in {@code word} alone
     * @param word the outcome's word in the file
     * @param frames how many frame lines
     * @param bytes of the body, as the lines hold it
     * @param sha256 of those bytes, lower-case hex
     * @param wireSha256 where secrets were taken out: the hash of the decoded body as it was on the wire
     * @param reason in words, where there is more to say; else empty
     */
    record End(
            long t,
            Optional<Outcome> outcome,
            String word,
            long frames,
            long bytes,
            String sha256,
            Optional<String> wireSha256,
            String reason)
            implements Entry {
        /** An end with a known outcome, nothing taken out. */
        public End(long t, Outcome outcome, long frames, long bytes, String sha256, String reason) {
            this(t, Optional.of(outcome), outcome.word(), frames, bytes, sha256, Optional.empty(), reason);
        }

        /** An end, nothing taken out. */
        public End(
                long t, Optional<Outcome> outcome, String word, long frames, long bytes, String sha256, String reason) {
            this(t, outcome, word, frames, bytes, sha256, Optional.empty(), reason);
        }

        @Override
        public String kind() {
            return "end";
        }
    }

    /** A line of a kind this version does not know; kept as it stands. */
    record Unknown(String kind) implements Entry {}
}
