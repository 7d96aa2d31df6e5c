package dev.wiretape.cli;

import dev.wiretape.cli.findings.TextFindings;
import dev.wiretape.message.Block;
import dev.wiretape.message.MessageSnapshot;
import dev.wiretape.message.RawJson;
import dev.wiretape.timeline.BlockSpan;
import dev.wiretape.timeline.ExchangeReport;
import dev.wiretape.timeline.Finding;
import dev.wiretape.timeline.Gaps;
import dev.wiretape.timeline.Protocol;
import dev.wiretape.timeline.Rule;
import dev.wiretape.timeline.Stall;
import dev.wiretape.timeline.Timings;
import dev.wiretape.timeline.Visible;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** What an exchange meant, as text: the message, its blocks, the timings, the findings. */
final class ReportText {
    private static final int LONG = 200;

    private final PrintStream out;

    ReportText(PrintStream out) {
        this.out = out;
    }

    void print(ExchangeReport report) {
        if (report.protocol() != Protocol.ANTHROPIC_MESSAGES && report.protocol() != Protocol.NONE) {
            out.println("speaks " + report.protocol().words() + ": shown as plain events");
        }
        report.message().ifPresent(message -> {
            message(message);
            blocks(message.blocks(), report.timings());
        });
        if (report.timings().known()) {
            timings(report.timings());
        }
        findings(report);
    }

    private void message(MessageSnapshot message) {
        List<String> facts = new ArrayList<>();
        message.id().ifPresent(facts::add);
        message.model().ifPresent(facts::add);
        facts.add(message.stopReason().map(reason -> "stop_reason " + reason).orElse("no stop_reason"));
        message.stopSequence().ifPresent(sequence -> facts.add("stop_sequence " + sequence));
        message.stopDetails().ifPresent(details -> facts.add("stop_details " + details.text()));
        line("message", String.join(", ", facts));
        List<String> usage = new ArrayList<>();
        message.usage().stated().forEach((name, value) -> usage(name, value, usage));
        if (!usage.isEmpty()) {
            line("usage", String.join(", ", usage));
        }
        message.error().ifPresent(error -> line("error", error.text()));
    }

    private static void usage(String name, RawJson value, List<String> to) {
        if (value.isNumber() && !value.text().equals("0")) {
            to.add(name + " " + value.text());
        }
    }

    private void blocks(List<Block> blocks, Timings timings) {
        if (blocks.isEmpty()) {
            return;
        }
        out.println(
                timings.known()
                        ? "blocks       start ms     end ms  deltas    bytes"
                        : "blocks                           deltas    bytes");
        for (Block block : blocks) {
            BlockSpan span = timings.blocks().get(block.position());
            String name = block.toolName().map(tool -> " " + tool).orElse("");
            String index =
                    block.index().isPresent() ? Long.toString(block.index().getAsLong()) : "?";
            out.println(String.format(
                            Locale.ROOT,
                            "  %4s  %12s %10s %7d %8d  %s%s: %s",
                            index,
                            milliseconds(span.start()),
                            block.open() ? "open" : milliseconds(span.stop()),
                            span.deltas(),
                            span.bytes(),
                            Visible.of(block.type(), 40),
                            Visible.of(name, 60),
                            Visible.of(BlockWords.of(block), LONG))
                    .stripTrailing());
        }
    }

    private void timings(Timings timings) {
        List<String> firsts = new ArrayList<>();
        moment(firsts, "headers", timings.headers());
        moment(firsts, "first byte", timings.firstByte());
        moment(firsts, "first event", timings.firstEvent());
        moment(firsts, "first content", timings.firstContent());
        moment(firsts, "first text", timings.firstText());
        moment(firsts, "first tool byte", timings.firstToolByte());
        moment(firsts, "last frame", timings.lastFrame());
        moment(firsts, "total", timings.total());
        if (!firsts.isEmpty()) {
            line("times ms", String.join(", ", firsts));
        }
        Gaps gaps = timings.gaps();
        if (gaps.count() > 0) {
            line(
                    "gaps ms",
                    "p50 " + milliseconds(gaps.p50()) + ", p95 " + milliseconds(gaps.p95()) + ", max "
                            + milliseconds(gaps.max()) + ", of " + gaps.count());
        }
        for (Stall stall : timings.stalls()) {
            line("stall", stall(stall));
        }
        List<String> flow = new ArrayList<>();
        timings.tokensPerSecond().ifPresent(rate -> flow.add(String.format(Locale.ROOT, "%.1f tokens/s", rate)));
        flow.add(Count.of(timings.chunks(), "network chunk") + " for " + Count.of(timings.frames(), "frame"));
        if (timings.bursts().count() > 0) {
            flow.add(Count.of(timings.bursts().count(), "burst") + ", the largest of "
                    + timings.bursts().largest() + " frames");
        }
        if (timings.paused() > 0) {
            flow.add("the client paused it for " + milliseconds(timings.paused()) + " ms");
        }
        line("flow", String.join(", ", flow));
    }

    private static String stall(Stall stall) {
        return milliseconds(stall.length()) + " ms from " + milliseconds(stall.from()) + " ms on, "
                + Count.of(stall.pings(), "ping") + " inside"
                + (stall.paused() > 0 ? ", the client paused for " + milliseconds(stall.paused()) + " ms of it" : "")
                + (stall.frame().isPresent() ? ", until frame " + stall.frame().getAsInt() : ", to the end");
    }

    private void findings(ExchangeReport report) {
        for (Finding finding : report.findings()) {
            out.println(Visible.of(TextFindings.line(finding)));
        }
        for (Rule rule : report.counts().keySet()) {
            if (report.unlisted(rule) > 0) {
                out.println(
                        rule.severity().word() + " " + rule.name() + ": and " + report.unlisted(rule) + " times more");
            }
        }
    }

    private void line(String what, String text) {
        out.println(String.format(Locale.ROOT, "%-9s%s", what, Visible.of(text)));
    }

    private static void moment(List<String> to, String name, OptionalLong t) {
        if (t.isPresent()) {
            to.add(name + " " + milliseconds(t.getAsLong()));
        }
    }

    private static String milliseconds(OptionalLong t) {
        return t.isPresent() ? milliseconds(t.getAsLong()) : "–";
    }

    private static String milliseconds(long micros) {
        return FrameTable.milliseconds(micros);
    }
}
