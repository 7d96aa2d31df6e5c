package dev.wiretape.timeline;

import dev.wiretape.message.MessageSnapshot;
import dev.wiretape.message.Oddity;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * What is known when an exchange is over, or looked at while it runs.
 *
 * @param end its last line; empty where it still runs or the recorder was killed
 * @param request what was asked
 * @param response how the answer began
 * @param eventStream whether the body is an event stream, whatever its content type
 * @param events how many events were dispatched
 * @param message the message; that of no events where the stream is none of the Messages API
 * @param leftOver what the fold finds odd if the stream ends here
 * @param timings the times
 */
record Ending(
        Optional<Entry.End> end,
        Optional<Entry.Request> request,
        Optional<Entry.Response> response,
        boolean eventStream,
        long events,
        MessageSnapshot message,
        List<Oddity> leftOver,
        Timings timings) {

    /** Whether the server ended the stream, so that what is missing will never come and nobody else is to blame. */
    boolean byServer() {
        return end.flatMap(Entry.End::outcome)
                .filter(outcome -> outcome == Outcome.COMPLETE)
                .isPresent();
    }

    /** Whether the answer is one that can have a body (RFC 9110 §6.4.1). */
    boolean mayHaveBody() {
        boolean none = response.filter(head -> head.status() == 204 || head.status() == 304)
                .isPresent();
        return !none && request.filter(asked -> asked.method().equals("HEAD")).isEmpty();
    }

    /** Whether the server said in the stream that it failed: then what is missing is no wonder. */
    boolean failed() {
        return message.error().isPresent();
    }
}
