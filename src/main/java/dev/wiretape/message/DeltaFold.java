package dev.wiretape.message;

import dev.wiretape.message.Oddity.Kind;
import dev.wiretape.message.WireEvent.Member;

/** Adds one delta to its block. */
final class DeltaFold {
    private final WireEvent event;
    private final BlockFold block;
    private final Draft change;

    DeltaFold(WireEvent event, BlockFold block, Draft change) {
        this.event = event;
        this.block = block;
        this.change = change;
    }

    void fold() {
        block.delta(change.frame);
        if (event.delta == null) {
            change.odd(Kind.MEMBER_MISSING, "delta");
            return;
        }
        change.deltaType = event.deltaType;
        Part part = Part.ofDeltaType(event.deltaType);
        if (part == Part.OTHER) {
            if (event.deltaType.isEmpty()) {
                change.odd(Kind.MEMBER_MISSING, "delta.type");
            } else {
                change.odd(Kind.UNKNOWN_DELTA, event.deltaType);
            }
            keepWhole();
            return;
        }
        if (!part.fits(block.type).orElse(true)) {
            change.odd(Kind.DELTA_TYPE_MISFIT, event.deltaType + " for a block of type " + block.type);
        }
        Member value = null;
        for (Member member : event.deltaMembers) {
            if (member.name().equals(part.deltaMember())) {
                value = member;
            } else {
                block.extra(change.frame, member.name(), member.raw());
            }
        }
        add(part, value);
    }

    private void add(Part part, Member value) {
        if (part == Part.CITATIONS && value != null) {
            RawJson citation = value.raw();
            change.added(part, citation.text());
            block.cite(change.frame, citation);
        } else if (part != Part.CITATIONS && value != null && value.text() != null) {
            addText(part, value.text());
        } else if (part == Part.COMPACTION && value != null && value.raw().isNull()) {
            // A compaction that failed has no summary.
            change.part = part;
        } else {
            change.odd(Kind.MEMBER_MISSING, "delta." + part.deltaMember());
            keepWhole();
        }
    }

    private void addText(Part part, String text) {
        if (part == Part.SIGNATURE && block.hasSignature()) {
            change.odd(Kind.SIGNATURE_REPEATED, "the last one holds");
        }
        boolean brokenBefore = part == Part.INPUT && block.inputBroken();
        if (part == Part.INPUT && !text.isEmpty() && block.startedWithInput()) {
            change.odd(Kind.INPUT_STATED_TWICE, "the deltas hold");
        }
        change.added(part, text);
        block.grow(change.frame, part, text);
        if (part == Part.INPUT && !brokenBefore && block.inputBroken()) {
            JsonProgress input = block.input();
            input.fault()
                    .ifPresent(fault -> change.odd(
                            Kind.INPUT_BROKEN,
                            fault.reason() + ", at byte " + fault.byteOffset() + " of the input, in " + input.path()));
        }
    }

    private void keepWhole() {
        RawJson whole = event.delta.raw();
        change.added(Part.OTHER, whole.text());
        block.other(change.frame, whole);
    }
}
