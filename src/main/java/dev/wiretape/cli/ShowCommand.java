package dev.wiretape.cli;

import dev.wiretape.timeline.Definitions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code show}: recordings as text. */
@Command(name = "show", mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer>, WithFooter {
    private static final List<String> DEFINITIONS = List.of(
            Definitions.HEADERS,
            Definitions.FIRST_BYTE,
            Definitions.FIRST_EVENT,
            Definitions.FIRST_CONTENT,
            Definitions.FIRST_TEXT,
            Definitions.FIRST_TOOL_BYTE,
            Definitions.LAST_FRAME,
            Definitions.TOTAL,
            Definitions.GAPS,
            Definitions.STALL,
            Definitions.TOKENS_PER_SECOND,
            Definitions.BURST,
            Definitions.PAUSED,
            Definitions.BLOCK);

    private static final String JSON = """
            JSON: {"exchanges":[…]}, of each exchange
              file, exchange, session, id, at, t0, via, timed: where it is and how it was recorded
              request, response: heads and the request's body, as recorded
              timeline: frames and whatever else happened, in order, with their text (or base64)
              end: outcome, frames, bytes, sha256, reason; null while it runs
              protocol: anthropic-messages, openai-chat, openai-responses, gemini, event-stream, none
              message: as 'export -T message' writes it; null for other protocols
              blocks: of each content block its span and, of a tool, how far its input came: state,
                  path, depth, text, and the fault where it stopped being JSON
              stop_reason, usage: as last stated
              timings: the above, in µs; what is not known is left out
              findings, unlisted: as 'check -T json' writes them
            and "sessions": of each with several exchanges, these on one time axis: exchange, start, end,
              failed, retry_of, concurrent, frames, content_bytes
            """;

    private final Surroundings surroundings;

    @Parameters(paramLabel = "PATH", description = Inputs.DESCRIPTION)
    private String path;

    @Option(names = "--json", description = "Everything as JSON; see below.")
    private boolean json;

    ShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        boolean damaged = false;
        try (Inputs inputs = new Inputs(surroundings)) {
            List<Input> from = inputs.of(path);
            if (json) {
                return new ShowJson(surroundings).print(from) ? ExitCode.DAMAGED : ExitCode.DONE;
            }
            SessionsSeen sessions = new SessionsSeen();
            for (Input input : from) {
                damaged |= new RecordingPass(surroundings)
                        .run(input, header -> new ExchangeText(surroundings.out(), input.name(), header, sessions));
            }
            sessions.several().forEach(new SessionText(surroundings.out())::print);
        }
        return damaged ? ExitCode.DAMAGED : ExitCode.DONE;
    }

    @Override
    public List<String> footer() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Damaged lines are reported and skipped; the exit code is then 65. A torn last line is normal: 0.");
        lines.add("");
        lines.addAll(Wrapped.lines("Timings. " + Definitions.ZERO + " " + Definitions.NO_TIMES, "  "));
        DEFINITIONS.forEach(definition -> lines.addAll(Wrapped.lines("  " + definition, "      ")));
        lines.add("");
        JSON.lines().forEach(lines::add);
        lines.add("");
        lines.add("Examples:");
        lines.add("  wiretape show last");
        lines.add("  wiretape show 7 --json | jq '.exchanges[].findings'");
        lines.add("  wiretape show recordings/2026-11-20T14-03-12Z/0007-messages.ndjson | less");
        return lines;
    }
}
