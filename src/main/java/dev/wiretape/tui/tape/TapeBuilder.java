package dev.wiretape.tui.tape;

import dev.wiretape.recording.DamagedRecordingException;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Payload;
import dev.wiretape.recording.RecordingReader;
import dev.wiretape.sse.EventDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads an exchange's lines into a {@link Tape}. */
final class TapeBuilder {
    /** Where no content came among so many lines, none is waited for. */
    private static final int LOOK_AT = 2_000;

    private final int place;
    private final Path file;
    private final long from;
    private final Entry.Header header;
    private final Tools tools;
    private final RowColumns rows;

    private Optional<Entry.Request> request = Optional.empty();
    private Optional<Entry.Response> response = Optional.empty();
    private Optional<Entry.End> end = Optional.empty();
    private OptionalLong firstContent = OptionalLong.empty();
    private long lastT;
    private boolean marked;
    private boolean finished;

    /** What all tapes of a library are built with, one after the other. */
    static final class Tools {
        private static final int MOST_STRINGS = 4096;

        private final Words words = new Words();
        private final Glance glance = new Glance(words);
        private final EventDecoder decoder = new EventDecoder();
        private final short delta = words.of("content_block_delta");
        private final Map<String, String> strings = new HashMap<>();

        /** The same text, kept once however many exchanges say it. */
        private String once(String text) {
            if (strings.size() > MOST_STRINGS) {
                strings.clear();
            }
            String known = strings.putIfAbsent(text, text);
            return known == null ? text : known;
        }

        private Entry.Header once(Entry.Header header) {
            return new Entry.Header(
                            header.version(),
                            header.id(),
                            once(header.session()),
                            header.seq(),
                            header.at(),
                            header.t0(),
                            once(header.via()),
                            once(header.tool()),
                            header.timed())
                    .withFaults(header.faults());
        }
    }

    TapeBuilder(int place, Path file, long from, Entry.Header header, Tools tools) {
        this.place = place;
        this.file = file;
        this.from = from;
        this.header = tools.once(header);
        this.tools = tools;
        this.rows = new RowColumns(tools.words);
    }

    int place() {
        return place;
    }

    /** Takes a line that is no header. Returns the damage, if it cannot be read. */
    Optional<DamagedRecordingException> add(RecordingReader at) throws IOException {
        Glance glance = tools.glance;
        if (glance.frame(at.array(), at.start(), at.length())) {
            add(LineKind.FRAME, glance.t(), at);
            return Optional.empty();
        }
        try {
            add(at.entry(), at);
            return Optional.empty();
        } catch (DamagedRecordingException damage) {
            glance.sizeOnly(0);
            add(LineKind.DAMAGED, lastT, at);
            return Optional.of(damage);
        }
    }

    /** Whether somebody knows already that there is something to show; from now on somebody does. */
    boolean marked() {
        boolean before = marked;
        marked = true;
        return before;
    }

    /** It was shown as it is now. */
    void shown() {
        marked = false;
    }

    /** Where it stands. */
    Path file() {
        return file;
    }

    /** Nothing more will come, if its last line is its end; returns whether that is so. */
    boolean finish() {
        finished = ended() && rows.kind(rows.count() - 1) == LineKind.END.code();
        return finished;
    }

    /** Whether nothing more will come. */
    boolean finished() {
        return finished;
    }

    /** Whether it has ended. */
    boolean ended() {
        return end.isPresent();
    }

    /** The exchange so far. */
    Tape tape(long touched) {
        return new Tape(place, file, from, header, request, response, end, rows.view(), firstContent, touched);
    }

    /** The whole exchange, nothing of which will grow any more: its rows can be read again by {@code source}. */
    Tape tape(Function<Tape, Rows.Source> source) {
        rows.trim();
        Tape whole = tape(0);
        Rows lent = whole.rows().lent(source.apply(whole));
        return new Tape(place, file, from, header, request, response, end, lent, firstContent, 0);
    }

    /** Adds rows that say nothing, until there are {@code count}. */
    void fill(int count) {
        tools.glance.sizeOnly(0);
        while (rows.count() < count) {
            rows.add(LineKind.DAMAGED, lastT, 0, 0, tools.glance);
        }
    }

    /** What stands in columns. */
    RowColumns columns() {
        return rows;
    }

    private void add(Entry entry, RecordingReader at) {
        long t = lastT;
        if (entry instanceof Entry.Frame frame) {
            tools.glance.slowly(frame, tools.decoder);
            add(LineKind.FRAME, frame.t(), at);
            return;
        }
        if (entry instanceof Entry.Request asked) {
            t = asked.t();
            request = Optional.of(new Entry.Request(
                    t, tools.once(asked.method()), tools.once(asked.url()), asked.http(), List.of(), Payload.EMPTY));
        } else if (entry instanceof Entry.Response answered) {
            t = answered.t();
            response = Optional.of(new Entry.Response(
                    t,
                    answered.status(),
                    tools.once(answered.reason()),
                    answered.http(),
                    List.of(),
                    answered.encoding(),
                    answered.undecoded()));
        } else if (entry instanceof Entry.End ended) {
            t = ended.t();
            end = Optional.of(ended);
        } else {
            t = time(entry);
        }
        tools.glance.sizeOnly(size(entry));
        add(LineKind.of(entry), t, at);
    }

    private void add(LineKind kind, long t, RecordingReader at) {
        lastT = t;
        rows.add(kind, t, at.offset(), at.length(), tools.glance);
        boolean first = firstContent.isEmpty() && rows.count() <= LOOK_AT && kind == LineKind.FRAME;
        if (first && tools.glance.event() == tools.delta) {
            firstContent = OptionalLong.of(t);
        }
    }

    private long time(Entry entry) {
        if (entry instanceof Entry.Upload upload) {
            return upload.t();
        } else if (entry instanceof Entry.Interim interim) {
            return interim.t();
        } else if (entry instanceof Entry.Body body) {
            return body.t();
        } else if (entry instanceof Entry.Paused paused) {
            return paused.t();
        } else if (entry instanceof Entry.Resumed resumed) {
            return resumed.t();
        } else if (entry instanceof Entry.Partial partial) {
            return partial.t();
        } else if (entry instanceof Entry.Trailers trailers) {
            return trailers.t();
        } else if (entry instanceof Entry.Tunnel tunnel) {
            return tunnel.t();
        } else if (entry instanceof Entry.Fault fault) {
            return fault.t();
        }
        return lastT;
    }

    private static int size(Entry entry) {
        if (entry instanceof Entry.Request request) {
            return request.body().size();
        } else if (entry instanceof Entry.Upload upload) {
            return upload.body().size();
        } else if (entry instanceof Entry.Body body) {
            return body.bytes().size();
        } else if (entry instanceof Entry.Partial partial) {
            return partial.raw().size();
        }
        return 0;
    }
}
