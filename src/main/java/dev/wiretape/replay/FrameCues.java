package dev.wiretape.replay;

import dev.wiretape.recording.Payload;
import dev.wiretape.sse.FrameSplitter;
import java.util.ArrayList;
import java.util.List;

/** The cues of an answer with one write for each frame, so that it can be held between any two. */
final class FrameCues {
    private FrameCues() {}

    static List<Cue> of(List<Cue> cues) {
        List<Cue> framed = new ArrayList<>();
        FrameSplitter splitter = new FrameSplitter();
        for (Cue cue : cues) {
            if (cue instanceof Cue.Chunk chunk) {
                byte[] bytes = chunk.bytes().toBytes();
                int taken = splitter.feed(
                        bytes,
                        0,
                        bytes.length,
                        (from, offset, length) -> framed.add(new Cue.Chunk(cue.t(), Payload.of(from, offset, length))));
                if (taken < bytes.length) {
                    // A frame beyond all bounds: the answer is sent as it came.
                    return cues;
                }
                continue;
            }
            if (cue instanceof Cue.Finish) {
                splitter.end(
                        (from, offset, length) -> framed.add(new Cue.Chunk(cue.t(), Payload.of(from, offset, length))));
                if (splitter.pendingLength() > 0) {
                    framed.add(new Cue.Chunk(cue.t(), Payload.of(splitter.pending())));
                }
            }
            framed.add(cue);
        }
        return List.copyOf(framed);
    }
}
