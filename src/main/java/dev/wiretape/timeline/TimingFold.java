package dev.wiretape.timeline;

import dev.wiretape.message.Change;
import dev.wiretape.message.MessageSnapshot;
import dev.wiretape.message.Part;
import dev.wiretape.recording.Entry;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Gathers when what happened, in one pass and in memory that grows with the blocks alone. */
final class TimingFold {
    private boolean timed = true;
    private final Moment headers = new Moment();
    private final Moment firstByte = new Moment();
    private final Moment firstEvent = new Moment();
    private final Moment firstContent = new Moment();
    private final Moment firstText = new Moment();
    private final Moment firstToolByte = new Moment();
    private final Moment total = new Moment();
    private final Pauses pauses = new Pauses();
    private final ChunkFold chunks = new ChunkFold();
    private final GapFold gaps = new GapFold();
    private final SpanFold spans = new SpanFold();
    private long lastFrame = -1;
    private long lastSeen;
    private long usageStated = -1;
    private long frames;

    /** The next line of the exchange. */
    void line(Entry entry) {
        if (entry instanceof Entry.Frame frame) {
            bytes(frame.parts().isEmpty() ? frame.t() : frame.parts().get(0).t());
            chunks.pieces(frame.parts());
        } else if (entry instanceof Entry.Body body) {
            bytes(body.t());
            chunks.piece(body.t());
        } else if (entry instanceof Entry.Partial partial) {
            bytes(
                    partial.parts().isEmpty()
                            ? partial.t()
                            : partial.parts().get(0).t());
            chunks.pieces(partial.parts());
            chunks.piece(partial.t());
        } else if (entry instanceof Entry.Header header) {
            timed = header.timed();
        } else if (entry instanceof Entry.Response response) {
            headers.happened(response.t());
        } else if (entry instanceof Entry.Paused paused) {
            pauses.paused(paused.t());
        } else if (entry instanceof Entry.Resumed resumed) {
            pauses.resumed(resumed.t());
        } else if (entry instanceof Entry.End end) {
            total.happened(end.t());
            lastSeen = Math.max(lastSeen, end.t());
        }
    }

    /** The next frame. */
    void frame(Seen frame) {
        frames++;
        gaps.frame();
        lastFrame = frame.t();
        lastSeen = Math.max(lastSeen, frame.t());
        chunks.frame(frame.t(), frame.number());
        if (frame.event().isPresent()) {
            firstEvent.happened(frame.t());
        }
        frame.change().ifPresent(change -> change(frame.t(), change));
    }

    /** Whether the last frame ended a stall, by the gaps until then. */
    boolean hasStalled() {
        return gaps.hasStalled();
    }

    private void change(long t, Change change) {
        spans.see(t, change);
        if (change.isContent()) {
            firstContent.happened(t);
            gaps.content(t, change.frame(), pauses);
            if (change.part() == Part.TEXT) {
                firstText.happened(t);
            } else if (change.part() == Part.INPUT) {
                firstToolByte.happened(t);
            }
        } else if (change.kind() == Change.Kind.PING) {
            gaps.ping();
        } else if (change.kind() == Change.Kind.MESSAGE_DELTA) {
            usageStated = t;
        }
    }

    /** The times so far, of what {@code message} is by now. */
    Timings timings(MessageSnapshot message) {
        long cutAt = timed && total.isPast() && !message.stopped() ? lastSeen : -1;
        return new Timings(
                timed,
                known(headers),
                known(firstByte),
                known(firstEvent),
                known(firstContent),
                known(firstText),
                known(firstToolByte),
                timed && lastFrame >= 0 ? OptionalLong.of(lastFrame) : OptionalLong.empty(),
                known(total),
                timed ? gaps.gaps() : Gaps.NONE,
                timed ? gaps.stalls(cutAt, pauses) : List.of(),
                timed ? gaps.stallCount(cutAt) : 0,
                tokensPerSecond(message),
                timed ? chunks.bursts() : Bursts.NONE,
                timed ? pauses.until(lastSeen) : 0,
                frames,
                timed ? chunks.chunks() : 0,
                spans.spans(message.blocks(), timed));
    }

    private OptionalLong known(Moment moment) {
        return timed ? moment.when() : OptionalLong.empty();
    }

    private void bytes(long t) {
        firstByte.happened(t);
        lastSeen = Math.max(lastSeen, t);
    }

    private OptionalDouble tokensPerSecond(MessageSnapshot message) {
        OptionalLong tokens = message.usage().outputTokens();
        OptionalLong began = firstEvent.when();
        if (!timed
                || tokens.isEmpty()
                || tokens.getAsLong() < 0
                || began.isEmpty()
                || usageStated <= began.getAsLong()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(tokens.getAsLong() * 1e6 / (usageStated - began.getAsLong()));
    }
}
