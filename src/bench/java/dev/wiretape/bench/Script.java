package dev.wiretape.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one request asks the upstream to send, carried in the request's query.
 *
 * @param frames number of frames
 * @param intervalNanos time between two frames, 0 for "as fast as the socket takes them"
 * @param phaseNanos where on the grid of intervals this stream's frames lie, so that many streams do not fire at once
 */
record Script(long frames, long intervalNanos, long phaseNanos) {
    private static final String BODY = "{\"model\":\"bench\",\"max_tokens\":1024,\"stream\":true,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"go\"}]}";

    /** A stream without pauses. */
    static Script unpaced(long frames) {
        return new Script(frames, 0, 0);
    }

    /** Stream {@code index} of {@code streams} which share the interval evenly. */
    static Script paced(long frames, long intervalNanos, int index, int streams) {
        return new Script(frames, intervalNanos, intervalNanos * index / streams);
    }

    /** Returns the bytes of the HTTP request that asks for this script. */
    byte[] request() {
        return post(String.format(
                Locale.ROOT, "/v1/messages?frames=%d&interval=%d&phase=%d", frames, intervalNanos, phaseNanos));
    }

    /** Returns the bytes of a Messages API request for a path. */
    static byte[] post(String path) {
        return ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                        + "Accept: text/event-stream\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The JSON body of every request. */
    static String body() {
        return BODY;
    }

    /** Reads a script out of a request's target. */
    static Script parse(String target) {
        Map<String, Long> query = Arrays.stream(
                        target.substring(target.indexOf('?') + 1).split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> Long.valueOf(pair[1])));
        return new Script(query.get("frames"), query.get("interval"), query.get("phase"));
    }
}
