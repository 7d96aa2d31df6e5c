package dev.wiretape.tui.model;

import dev.wiretape.message.MessageSnapshot;
import dev.wiretape.recording.Entry;
import dev.wiretape.tui.tape.Lanes;
import java.util.Map;
import java.util.Optional;

/**
 * What the screen shows from close up: what had to be read from the file for it. Fetched by the loop after each change of
 * the model.
 *
 * @param place the tape's place
 * @param row the row under the cursor
 * @param entry what its line says; empty where it cannot be read
 * @param line the line as it stands in the file, where it cannot be read
 * @param now the message as of that row; empty while the exchange has not been read so far
 * @param before the message before that row
 * @param previews a few words on each row of the timeline that can be seen
 * @param lanes the blocks over time
 * @param request the request with its header fields
 * @param response the response's head with its fields
 * @param requestBody the request's body, if it is looked at
 */
public record Close(
        int place,
        int row,
        Optional<Entry> entry,
        String line,
        Optional<MessageSnapshot> now,
        Optional<MessageSnapshot> before,
        Map<Integer, String> previews,
        Lanes lanes,
        Optional<Entry.Request> request,
        Optional<Entry.Response> response,
        String requestBody) {
    /** Nothing was fetched. */
    public static final Close NOTHING = nothing(-1);

    /** Nothing of a tape of which no line is there yet. */
    public static Close nothing(int place) {
        return new Close(
                place,
                -1,
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Lanes.NONE,
                Optional.empty(),
                Optional.empty(),
                "");
    }
}
