package dev.wiretape.tui;

import dev.wiretape.message.MessageSnapshot;
import dev.wiretape.recording.Entry;
import dev.wiretape.tui.model.Close;
import dev.wiretape.tui.model.ExchangePane;
import dev.wiretape.tui.model.LaneGeometry;
import dev.wiretape.tui.model.Layout;
import dev.wiretape.tui.model.Model;
import dev.wiretape.tui.model.Tab;
import dev.wiretape.tui.tape.Lanes;
import dev.wiretape.tui.tape.LineKind;
import dev.wiretape.tui.tape.Meaning;
import dev.wiretape.tui.tape.RowReader;
import dev.wiretape.tui.tape.Rows;
import dev.wiretape.tui.tape.Story;
import dev.wiretape.tui.tape.Tape;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads from the file what the screen needs, and nothing else. One thread. */
final class Fetcher {
    /** What lanes depend on. */
    private record LanesKey(int place, int rows, ExchangePane.Window window, int columns) {
        boolean grewFrom(LanesKey other) {
            return other != null && equals(new LanesKey(other.place, rows, other.window, other.columns));
        }
    }

    private static final int SHARE = 10;

    private final RowReader reader = new RowReader();
    private LanesKey lanesKey;
    private long lanesDue;
    private Lanes lanes = Lanes.NONE;
    private int headsOf = -1;
    private int headsRows;
    private Optional<Entry.Request> request = Optional.empty();
    private Optional<Entry.Response> response = Optional.empty();
    private int bodyOf = -1;
    private int bodyRows;
    private String body = "";

    /** What the screen of {@code model} needs; empty if that is what it has. */
    Optional<Close> fetch(Model model) {
        if (model.exchange().isEmpty() || model.tape().isEmpty()) {
            return model.close().place() < 0 ? Optional.empty() : Optional.of(Close.NOTHING);
        }
        ExchangePane pane = model.exchange().get();
        Tape tape = model.tape().get();
        Rows rows = tape.rows();
        if (rows.count() == 0) {
            return Optional.of(Close.nothing(tape.place()));
        }
        int row = Math.min(pane.row(), rows.count() - 1);
        boolean same = model.close().place() == tape.place() && model.close().row() == row;
        Optional<Entry> entry = same ? model.close().entry() : reader.entry(tape, row);
        String line = entry.isPresent() ? "" : same ? model.close().line() : reader.line(tape, row);
        heads(tape);
        Optional<Story> story =
                model.meaning(tape.place()).filter(m -> m.rows() > row).flatMap(Meaning::story);
        int frame = frame(rows, row);
        Optional<MessageSnapshot> now = story.map(s -> s.at(frame));
        Optional<MessageSnapshot> before = story.map(s -> s.at(frame - 1));
        return Optional.of(new Close(
                tape.place(),
                row,
                entry,
                line,
                now,
                before,
                previews(model, pane, tape),
                lanes(model, pane, tape),
                request,
                response,
                body(pane, tape)));
    }

    /** The last frame that had arrived with the row. */
    private static int frame(Rows rows, int row) {
        return row + 1 < rows.count() ? rows.framesBefore(row + 1) - 1 : rows.frames() - 1;
    }

    private Map<Integer, String> previews(Model model, ExchangePane pane, Tape tape) {
        Map<Integer, String> previews = new HashMap<>();
        int visible = Layout.of(model).visibleRows();
        for (int i = pane.top(); i < Math.min(pane.rows().size(), pane.top() + visible); i++) {
            int row = pane.rows().row(i);
            previews.put(row, reader.preview(tape, row));
        }
        return previews;
    }

    private Lanes lanes(Model model, ExchangePane pane, Tape tape) {
        int columns = LaneGeometry.axis(model).width();
        LanesKey key = new LanesKey(tape.place(), tape.rows().count(), pane.window(), columns);
        if (!key.equals(lanesKey) && !(key.grewFrom(lanesKey) && System.nanoTime() < lanesDue)) {
            ExchangePane.Window window = LaneGeometry.window(model);
            long begin = System.nanoTime();
            lanes = Lanes.of(tape.rows(), window.from(), window.to(), columns);
            lanesKey = key;
            // All rows are looked at: while a large tape grows, that may take a tenth of the time and no more.
            lanesDue = System.nanoTime() + SHARE * (System.nanoTime() - begin);
        }
        return lanes;
    }

    private void heads(Tape tape) {
        if (headsOf != tape.place() || headsRows != Math.min(50, tape.rows().count())) {
            request = reader.request(tape);
            response = reader.response(tape);
            headsOf = tape.place();
            headsRows = Math.min(50, tape.rows().count());
        }
    }

    private String body(ExchangePane pane, Tape tape) {
        boolean onRequest = pane.tab() == Tab.BLOCK
                && pane.row() < tape.rows().count()
                && tape.rows().kind(pane.row()) == LineKind.REQUEST;
        if (pane.tab() != Tab.REQUEST && !onRequest) {
            return "";
        }
        if (bodyOf != tape.place() || bodyRows != Math.min(50, tape.rows().count())) {
            body = reader.requestBody(tape).text();
            bodyOf = tape.place();
            bodyRows = Math.min(50, tape.rows().count());
        }
        return body;
    }
}
