package dev.wiretape.tui.view;

import dev.wiretape.message.Block;
import dev.wiretape.message.MessageSnapshot;
import dev.wiretape.tui.paint.Ink;
import dev.wiretape.tui.paint.Style;
import java.util.Optional;

/** All blocks so far, the stop reason, the usage. */
final class MessageTab {
    private static final int LONGEST = 4_000;

    private MessageTab() {}

    static Doc doc(Optional<MessageSnapshot> snapshot) {
        Doc doc = new Doc();
        if (snapshot.isEmpty()) {
            return doc.add("being read ...", Ink.DIM).end();
        }
        MessageSnapshot message = snapshot.get();
        if (!message.started() && message.blocks().isEmpty() && message.error().isEmpty()) {
            return doc.add("no message as of this row", Ink.DIM).end();
        }
        message.model().ifPresent(model -> doc.fact("model", model));
        message.id().ifPresent(id -> doc.fact("id", id));
        doc.fact(
                "stop reason",
                message.stopReason().orElse("not stated yet"),
                message.stopReason().isPresent() ? Ink.GOOD : Ink.WARNING);
        message.stopSequence().ifPresent(sequence -> doc.fact("stop sequence", sequence));
        message.stopDetails().ifPresent(details -> doc.fact("stop details", details.text()));
        doc.add(Units.format("%-16s ", "usage"), Ink.DIM);
        message.usage().stated().forEach((name, value) -> {
            if (value.isNumber()) {
                doc.add(name.replace("_tokens", "").replace('_', ' ') + " ", Ink.DIM)
                        .add(value.text() + "  ", Ink.NORMAL);
            }
        });
        doc.end();
        message.error().ifPresent(error -> doc.fact("error", error.text(), Ink.ERROR));
        for (Block block : message.blocks()) {
            block(doc, block);
        }
        return doc;
    }

    private static void block(Doc doc, Block block) {
        String index = block.index().isPresent() ? Long.toString(block.index().getAsLong()) : "?";
        doc.end();
        doc.add(
                index + " " + block.type(),
                Style.of(Pieces.ofType(block.type())).strong());
        block.toolName()
                .ifPresent(name -> doc.add(" " + name, Style.of(Ink.TOOL).strong()));
        doc.add(block.open() ? "  open" : "", Ink.WARNING).end();
        text(doc, block.thinking(), Ink.THINKING);
        text(doc, block.text(), Ink.TEXT);
        text(doc, block.compaction(), Ink.NORMAL);
        if (block.input().fragments() > 0) {
            doc.add(BlockTab.state(block), block.input().fault().isPresent() ? Ink.ERROR : Ink.DIM)
                    .end();
            text(doc, block.input().text(), Ink.TOOL);
        }
        if (block.deltas() == 0 && block.thinking().length() + block.text().length() == 0) {
            doc.add(block.start().text(), Ink.DIM).end();
        }
    }

    private static void text(Doc doc, CharSequence text, Ink ink) {
        if (text.length() == 0) {
            return;
        }
        int from = Math.max(0, text.length() - LONGEST);
        if (from > 0) {
            doc.add("… " + Units.count(from) + " characters before this", Ink.DIM)
                    .end();
        }
        doc.add(text.subSequence(from, text.length()).toString(), ink).end();
    }
}
