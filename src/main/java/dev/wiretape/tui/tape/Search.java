package dev.wiretape.tui.tape;

import dev.wiretape.message.Block;
import dev.wiretape.message.MessageSnapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Looks for text in everything that is viewed: in the frames as they stood on the wire, and in what they assembled into,
 * where a word may be spread over many frames. Tells of hits as it finds them. One thread, one search.
 */
public final class Search {
    private static final int BLOCK = 1 << 20;
    private static final int MOST_HITS = 1_000_000;
    private static final int MOST_IN_TEXT = 2_000;
    private static final long TELL_EVERY_NS = 30_000_000;

    private final String query;
    private final Consumer<Hits> tell;
    private final BooleanSupplier cancelled;
    private long[] found = new long[256];
    private int count;
    private boolean sorted = true;
    private long nextTell = System.nanoTime() + TELL_EVERY_NS;
    private long done;
    private long total;

    /** A search for {@code query}; {@code tell} gets what was found, until {@code cancelled}. */
    public Search(String query, Consumer<Hits> tell, BooleanSupplier cancelled) {
        this.query = query;
        this.tell = tell;
        this.cancelled = cancelled;
    }

    /**
     * Searches all tapes; {@code first} before the others.
     *
     * @param stories the story of a tape's place, if there is one
     */
    public void run(List<Tape> tapes, int first, Function<Integer, List<Story>> stories) throws IOException {
        total = Math.max(1, tapes.stream().mapToLong(Search::bytes).sum());
        Needle needle = Needle.inRecording(query);
        for (int i = 0; i < tapes.size() && !cancelled.getAsBoolean(); i++) {
            Tape tape = tapes.get((first + i) % tapes.size());
            for (Story story : stories.apply(tape.place())) {
                texts(tape, story);
            }
            raw(tape, needle);
        }
        if (!cancelled.getAsBoolean()) {
            tell.accept(hits(true));
        }
    }

    /** What is searched for. */
    public String query() {
        return query;
    }

    private static long bytes(Tape tape) {
        Rows rows = tape.rows();
        int last = rows.count() - 1;
        return last < 0 ? 0 : rows.offset(last) + rows.length(last) - rows.offset(0);
    }

    private void raw(Tape tape, Needle needle) throws IOException {
        Rows rows = tape.rows();
        if (rows.count() == 0 || needle.length() == 0) {
            return;
        }
        long at = rows.offset(0);
        long end = at + bytes(tape);
        byte[] buffer = new byte[(int) Math.min(BLOCK, end - at) + needle.length()];
        try (FileChannel file = FileChannel.open(tape.file())) {
            int row = 0;
            while (at < end && !cancelled.getAsBoolean()) {
                int filled = fill(file, at, buffer, end);
                row = scan(tape, rows, needle, buffer, filled, at, row);
                int advance = filled - needle.length() + 1;
                if (advance <= 0 || at + filled >= end) {
                    advance = Math.max(filled, 1);
                }
                at += advance;
                done += advance;
                tellSometimes();
            }
        }
    }

    private static int fill(FileChannel file, long at, byte[] buffer, long end) throws IOException {
        ByteBuffer into = ByteBuffer.wrap(buffer, 0, (int) Math.min(buffer.length, end - at));
        while (into.hasRemaining() && file.read(into, at + into.position()) > 0) {
            // Until the buffer is full.
        }
        return into.position();
    }

    private int scan(Tape tape, Rows rows, Needle needle, byte[] buffer, int filled, long at, int fromRow) {
        int row = fromRow;
        int hit = needle.find(buffer, 0, filled);
        while (hit >= 0 && count < MOST_HITS) {
            row = rowAt(rows, at + hit, row);
            add(Hits.at(tape.place(), row));
            // One hit a row is enough: on to the next.
            long next = rows.offset(row) + rows.length(row) - at;
            if (next >= filled) {
                return row;
            }
            hit = needle.find(buffer, (int) Math.max(next, hit + 1), filled);
        }
        return row;
    }

    private static int rowAt(Rows rows, long offset, int from) {
        int low = from;
        int high = rows.count() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (rows.offset(middle) <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private void texts(Tape tape, Story story) {
        MessageSnapshot last = story.last();
        boolean anyCase = query.equals(query.toLowerCase(Locale.ROOT));
        for (Block block : last.blocks()) {
            for (Function<Block, CharSequence> part : PARTS) {
                String text = part.apply(block).toString();
                String hay = anyCase ? text.toLowerCase(Locale.ROOT) : text;
                int hits = 0;
                // Lower case may have another length; then offsets would lie.
                for (int i = hay.indexOf(query);
                        i >= 0 && hits++ < MOST_IN_TEXT && hay.length() == text.length();
                        i = hay.indexOf(query, i + 1)) {
                    int frame = frameOf(tape, story, block, part, i + query.length());
                    add(Hits.at(tape.place(), tape.rows().rowOfFrame(frame)));
                }
                tellSometimes();
            }
        }
    }

    private static final List<Function<Block, CharSequence>> PARTS =
            List.of(Block::text, Block::thinking, b -> b.input().text());

    /** The first frame after which the part has {@code length} characters. */
    private static int frameOf(Tape tape, Story story, Block block, Function<Block, CharSequence> part, int length) {
        int low = block.startFrame();
        int high = block.stopFrame().orElse(tape.rows().frames() - 1);
        while (low < high) {
            int middle = (low + high) >>> 1;
            List<Block> then = story.at(middle).blocks();
            boolean enough = block.position() < then.size()
                    && part.apply(then.get(block.position())).length() >= length;
            if (enough) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private void add(long hit) {
        if ((count > 0 && found[count - 1] == hit) || count >= MOST_HITS) {
            return;
        }
        if (count == found.length) {
            found = Arrays.copyOf(found, 2 * count);
        }
        sorted &= count == 0 || found[count - 1] < hit;
        found[count++] = hit;
        if (count == 1) {
            tell.accept(hits(false));
        }
    }

    private void tellSometimes() {
        long now = System.nanoTime();
        if (now - nextTell > 0 && !cancelled.getAsBoolean()) {
            tell.accept(hits(false));
            // A copy of a million hits takes its time: not more than a tenth of all of it.
            nextTell = System.nanoTime() + Math.max(TELL_EVERY_NS, 10 * (System.nanoTime() - now));
        }
    }

    private Hits hits(boolean all) {
        long[] now = Arrays.copyOf(found, count);
        if (!sorted) {
            now = Arrays.stream(now).sorted().distinct().toArray();
        }
        return new Hits(query, now, all, all ? 1 : Math.min(1, (double) done / total));
    }
}
