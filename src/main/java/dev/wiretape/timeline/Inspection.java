package dev.wiretape.timeline;

import dev.wiretape.message.Change;
import dev.wiretape.message.MessageFold;
import dev.wiretape.message.MessageSnapshot;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Line;
import dev.wiretape.sse.Event;
import dev.wiretape.sse.EventDecoder;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks through one exchange, line by line and once: assembles its message, takes its times, holds it to the rules.
 * Whatever the lines say, nothing throws. Memory is that of the message and a few bytes for every block. Not
 * thread-safe; what it returns is immutable.
 */
public final class Inspection {
    private final EventDecoder decoder = new EventDecoder();
    private final MessageFold fold = new MessageFold();
    private final ProtocolGuess protocol = new ProtocolGuess();
    private final TimingFold timing = new TimingFold();
    private final BodyFrames bodyFrames = new BodyFrames();
    private final SseRules sse = new SseRules();
    private final List<Check> checks = List.of(
            new TransportRules(),
            new HttpRules(),
            sse,
            new OddityChecks(),
            new ToolRules(),
            new StopRules(),
            new UsageRules(),
            new PaceRules());
    private final Findings findings = new Findings();

    private Optional<Entry.Request> request = Optional.empty();
    private Optional<Entry.Response> response = Optional.empty();
    private Optional<Entry.End> end = Optional.empty();
    private boolean imported;
    private boolean framesRecorded;
    private int frames;
    private long events;

    /** An inspection of an exchange of which nothing was seen yet. */
    public Inspection() {}

    /** Takes the next line, so that findings can name it. */
    public void add(Line line) {
        findings.at(line.number());
        add(line.entry());
    }

    /** Takes the next line. */
    public void add(Entry entry) {
        timing.line(entry);
        for (Check check : checks) {
            check.line(entry, findings);
        }
        if (entry instanceof Entry.Frame frame) {
            framesRecorded = true;
            frame(frame.t(), frame.raw().toBytes());
        } else if (entry instanceof Entry.Partial) {
            framesRecorded = true;
        } else if (entry instanceof Entry.Header header) {
            imported = header.via().equals("import");
        } else if (entry instanceof Entry.Body body) {
            body(body);
        } else if (entry instanceof Entry.Request asked) {
            request = Optional.of(asked);
        } else if (entry instanceof Entry.Response head) {
            response = Optional.of(head);
        } else if (entry instanceof Entry.End ended) {
            end = Optional.of(ended);
        }
    }

    /** How many findings have been listed so far; more may come when it is known how it ends. */
    int found() {
        return findings.listed().size();
    }

    /** The findings listed since there were {@code count} of them. */
    List<Finding> foundSince(int count) {
        boolean messages = protocol() == Protocol.ANTHROPIC_MESSAGES;
        return findings.listed().subList(count, findings.listed().size()).stream()
                .filter(finding -> messages || finding.rule().scope() == Rule.Scope.WIRE)
                .toList();
    }

    /** Whether the last frame ended a stall, by the gaps until then. */
    boolean hasStalled() {
        return timing.hasStalled();
    }

    /** The message as it was after frame {@code frame}; that of no events where the stream is none of the Messages API. */
    public MessageSnapshot messageAt(int frame) {
        return fold.snapshotAt(frame);
    }

    /** How it stands by now. Once the end line was added, or no more is to come, that is the whole of it. */
    public ExchangeReport report() {
        Protocol speaks = protocol();
        boolean messages = speaks == Protocol.ANTHROPIC_MESSAGES;
        MessageSnapshot message = messages ? fold.snapshot() : new MessageFold().snapshot();
        Timings timings = timing.timings(message);
        Ending ending = new Ending(
                end, request, response, isEventStream(), events, message, messages ? fold.end() : List.of(), timings);
        Findings all = findings.copy();
        all.at(-1);
        checks.forEach(check -> check.end(ending, all));
        return new ExchangeReport(
                speaks,
                messages ? Optional.of(message) : Optional.empty(),
                timings,
                sorted(all, messages),
                counts(all, messages));
    }

    private void body(Entry.Body body) {
        if (framesRecorded
                || body.encoded()
                || response.filter(Entry.Response::undecoded).isPresent()) {
            return;
        }
        bodyFrames.add(body.bytes(), (bytes, offset, length) -> {
            byte[] raw = new byte[length];
            System.arraycopy(bytes, offset, raw, 0, length);
            frame(body.t(), raw);
        });
        sse.partial(bodyFrames.pendingLength());
    }

    private void frame(long t, byte[] raw) {
        Optional<Event> event = decoder.decode(raw);
        Optional<Change> change = Optional.empty();
        if (event.isPresent()) {
            events++;
            protocol.see(event.get());
            if (protocol.decided().orElse(Protocol.ANTHROPIC_MESSAGES) == Protocol.ANTHROPIC_MESSAGES) {
                change = Optional.of(fold.apply(frames, event.get()));
            }
        }
        Seen seen = new Seen(frames, t, raw, event, change);
        timing.frame(seen);
        for (Check check : checks) {
            check.frame(seen, findings);
        }
        frames++;
    }

    /** Where no event says it, the request may: what is asked of the Messages API is answered by it. */
    private Protocol protocol() {
        if (!isEventStream()) {
            return Protocol.NONE;
        }
        return protocol.decided()
                .orElseGet(() -> askedMessages() && events > 0 ? Protocol.ANTHROPIC_MESSAGES : Protocol.EVENT_STREAM);
    }

    private boolean isEventStream() {
        return framesRecorded || bodyFrames.eventStream() || saysEventStream() || isBareBody();
    }

    /** An imported body without a head was taken for an event stream; where it has no lines at all it is an empty one. */
    private boolean isBareBody() {
        return imported && request.isEmpty() && response.isEmpty();
    }

    private boolean saysEventStream() {
        return response.filter(head -> !head.undecoded()).isPresent() && HttpRules.saysEventStream(response.get());
    }

    private boolean askedMessages() {
        return request.filter(asked -> asked.url().replaceFirst("[?#].*", "").endsWith("/v1/messages"))
                .isPresent();
    }

    private static List<Finding> sorted(Findings all, boolean messages) {
        return all.listed().stream()
                .filter(finding -> messages || finding.rule().scope() == Rule.Scope.WIRE)
                .sorted(Comparator.comparingInt(
                        (Finding finding) -> finding.frame().orElse(Integer.MAX_VALUE)))
                .toList();
    }

    private static Map<Rule, Long> counts(Findings all, boolean messages) {
        Map<Rule, Long> counts = new LinkedHashMap<>(all.counts());
        counts.keySet().removeIf(rule -> !messages && rule.scope() != Rule.Scope.WIRE);
        return Collections.unmodifiableMap(counts);
    }
}
