package dev.wiretape.tui.tape;

import dev.wiretape.recording.Entry;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An exchange as far as its recording had been read. Immutable.
 *
 * @param place its place in the {@link Library}, from 0
 * @param file where it stands
 * @param from where its first line begins in the file, bytes
 * @param header its first line
 * @param request without its header fields and its body, which are read from the file when they are looked at
 * @param response the head, without its fields too; empty while none came
 * @param end empty while it runs, or where the recorder was killed
 * @param rows its lines behind the header
 * @param firstContent when the first delta came, µs since the exchange began
 * @param touched when its last line was read or, for an old file, written; ms since 1970
 */
public record Tape(
        int place,
        Path file,
        long from,
        Entry.Header header,
        Optional<Entry.Request> request,
        Optional<Entry.Response> response,
        Optional<Entry.End> end,
        Rows rows,
        OptionalLong firstContent,
        long touched) {
    /** After so long without a line an exchange that has no end is no longer called live. */
    private static final long LIVE_MS = 10 * 60 * 1000L;

    /** Whether it seems to run still: it has no end, and something came within the last ten minutes. */
    public boolean live(long nowMs) {
        return end.isEmpty() && nowMs - touched < LIVE_MS;
    }

    /** Whether its source had times; else they only number its lines. */
    public boolean timed() {
        return header.timed();
    }

    /** When its last line arrived, µs since it began. */
    public long duration() {
        return end.map(Entry.End::t).orElse(rows.lastT());
    }

    /** The file's name without its ending. */
    public String name() {
        String name = file.getFileName().toString();
        return name.endsWith(".ndjson") ? name.substring(0, name.length() - ".ndjson".length()) : name;
    }
}
