package dev.wiretape.message;

import dev.wiretape.message.Oddity.Kind;
import dev.wiretape.message.WireEvent.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The content blocks of a message while they arrive. */
final class BlocksFold {
    private final List<BlockFold> blocks = new ArrayList<>();
    private final IntLog startFrames = new IntLog();

    /** The latest block with that index, since the message started; under -1 that of deltas without one. */
    private final Map<Long, BlockFold> byIndex = new HashMap<>();

    private long nextIndex;
    private int open;

    /** A message starts: indices count from 0 again. */
    void messageStarts() {
        byIndex.clear();
        nextIndex = 0;
    }

    /** A block that was there when the message started: whole. */
    void whole(int frame, RawJson block) {
        BlockFold fold = add(frame, OptionalLong.of(nextIndex), block);
        nextIndex++;
        fold.stop(frame);
        open--;
    }

    void start(WireEvent event, Draft change) {
        BlockFold before = byIndex.get(key(event));
        OptionalLong index = event.hasIndex ? OptionalLong.of(event.index) : OptionalLong.empty();
        Optional<RawJson> value = event.other("content_block").map(Member::raw).filter(RawJson::isObject);
        change.block = blocks.size();
        boolean interleaved = open > (before != null && before.open() ? 1 : 0);
        oddIndex(event, before, change);
        if (interleaved) {
            change.odd(Kind.BLOCKS_INTERLEAVED, "another block is still open");
        }
        if (before != null && before.open()) {
            before.stop(change.frame);
            open--;
        }
        BlockFold fold = add(change.frame, index, value.orElse(RawJson.EMPTY_OBJECT));
        if (event.hasIndex && event.index >= nextIndex) {
            nextIndex = event.index + 1;
        }
        if (value.isEmpty()) {
            change.odd(Kind.MEMBER_MISSING, "content_block");
        } else if (fold.type.isEmpty()) {
            change.odd(Kind.MEMBER_MISSING, "content_block.type");
        } else if (!BlockTypes.isKnown(fold.type)) {
            change.odd(Kind.UNKNOWN_BLOCK, fold.type);
        }
    }

    private void oddIndex(WireEvent event, BlockFold before, Draft change) {
        if (!event.hasIndex) {
            change.odd(Kind.MEMBER_MISSING, "index");
        } else if (before != null) {
            change.odd(before.open() ? Kind.START_OF_OPEN_BLOCK : Kind.INDEX_REUSED, "index " + event.index);
        } else if (event.index != nextIndex) {
            change.odd(Kind.INDEX_GAP, "index " + event.index + " where " + nextIndex + " was next");
        }
    }

    void delta(WireEvent event, Draft change) {
        BlockFold block = byIndex.get(key(event));
        if (!event.hasIndex) {
            change.odd(Kind.MEMBER_MISSING, "index");
        }
        if (block == null) {
            change.odd(Kind.DELTA_WITHOUT_BLOCK, indexOf(event));
            block = add(
                    change.frame,
                    event.hasIndex ? OptionalLong.of(event.index) : OptionalLong.empty(),
                    RawJson.EMPTY_OBJECT);
        }
        change.block = block.position;
        if (!block.open()) {
            change.odd(Kind.DELTA_FOR_CLOSED_BLOCK, indexOf(event));
        }
        new DeltaFold(event, block, change).fold();
    }

    void stop(WireEvent event, Draft change) {
        if (!event.hasIndex) {
            change.odd(Kind.MEMBER_MISSING, "index");
        }
        BlockFold block = byIndex.get(key(event));
        if (block == null) {
            change.odd(Kind.STOP_WITHOUT_BLOCK, indexOf(event));
            return;
        }
        change.block = block.position;
        if (!block.open()) {
            change.odd(Kind.STOP_OF_CLOSED_BLOCK, indexOf(event));
            return;
        }
        block.stop(change.frame);
        open--;
        JsonProgress input = block.input();
        if (input.text().length() > 0 && input.state() != JsonState.BROKEN) {
            if (!input.endsWell()) {
                change.odd(Kind.INPUT_UNFINISHED, "after " + input.text().length() + " characters, in " + input.path());
            } else if (!input.text().toString().strip().startsWith("{")) {
                change.odd(Kind.INPUT_NOT_OBJECT, "");
            }
        }
    }

    /** The blocks that were not stopped. */
    List<Oddity> leftOpen() {
        if (open == 0) {
            return List.of();
        }
        return blocks.stream()
                .filter(BlockFold::open)
                .map(block -> new Oddity(Kind.BLOCK_LEFT_OPEN, block.position, "block " + block.position))
                .toList();
    }

    List<Block> at(int frame) {
        return blocks.subList(0, startFrames.countUpTo(frame)).stream()
                .map(block -> block.at(frame))
                .toList();
    }

    private BlockFold add(int frame, OptionalLong index, RawJson start) {
        BlockFold block = new BlockFold(blocks.size(), index, start, frame);
        blocks.add(block);
        startFrames.add(frame);
        byIndex.put(index.orElse(-1), block);
        open++;
        return block;
    }

    private static long key(WireEvent event) {
        return event.hasIndex ? event.index : -1;
    }

    private static String indexOf(WireEvent event) {
        return event.hasIndex ? "index " + event.index : "no index";
    }
}
