package dev.wiretape.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wiretape.cli.diff.Difference;
import dev.wiretape.cli.diff.ExchangeDiff;
import dev.wiretape.cli.diff.Layer;
import dev.wiretape.recording.Exchange;
import dev.wiretape.recording.Recording;
import dev.wiretape.timeline.Visible;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code diff}: two streams compared by layer. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "  bytes       status, outcome and the decoded body",
            "  events      types and data of the events",
            "  content     what the message says, but for tool input and the ids, which are new each time",
            "  tool-input  what the inputs of tools mean as JSON, however they are spelled and cut",
            "  usage       the token counts as last stated",
            "  timing      moments and gaps; what is within 20 ms or a twentieth is the same",
            "Where A or B has several exchanges, the first is compared with the first and so on.",
            "Damaged lines are reported and left out; the exit code is then 65.",
            "",
            "Examples:",
            "  wiretape diff 7 8",
            "  wiretape diff recordings/plain-text.ndjson last --layer content,tool-input --exit-code",
            "  wiretape diff before.sse after.sse --json"
        })
final class DiffCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(index = "0", paramLabel = "A", description = Inputs.DESCRIPTION)
    private String first;

    @Parameters(index = "1", paramLabel = "B", description = "The same.")
    private String second;

    @Option(
            names = "--layer",
            split = ",",
            paramLabel = "LAYER",
            description = "What to compare: ${COMPLETION-CANDIDATES}, separated by commas. Default: all.")
    private Set<Layer> layers = EnumSet.allOf(Layer.class);

    @Option(names = "--exit-code", description = "Ends with 1 where there is a difference, as git diff does.")
    private boolean exitCode;

    @Option(names = "--json", description = "The differences as JSON.")
    private boolean json;

    private boolean damaged;

    DiffCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** An exchange and where the user finds it. */
    private record Side(String name, Exchange exchange) {
        @Override
        public String toString() {
            return Visible.of(name) + " #" + exchange.header().seq();
        }
    }

    @Override
    public Integer call() {
        try (Inputs inputs = new Inputs(surroundings)) {
            List<Side> a = sides(inputs.of(first));
            List<Side> b = sides(inputs.of(second));
            if (a.isEmpty() || b.isEmpty()) {
                // One of them is no recording, which was said.
                return ExitCode.DAMAGED;
            }
            boolean same = json ? asJson(a, b) : asText(a, b);
            return damaged ? ExitCode.DAMAGED : exitCode && !same ? ExitCode.FINDINGS : ExitCode.DONE;
        }
    }

    private List<Side> sides(List<Input> inputs) {
        List<Side> sides = new ArrayList<>();
        for (Input input : inputs) {
            RecordingPass pass = new RecordingPass(surroundings);
            damaged |= pass.run(input, header -> RecordingPass.NOBODY);
            if (pass.foundNoRecording()) {
                continue;
            }
            try {
                Recording.scan(input.file()).exchanges().forEach(e -> sides.add(new Side(input.name(), e)));
            } catch (IOException e) {
                throw Unreadable.failure(input.file(), e);
            }
        }
        return sides;
    }

    private Map<Layer, List<Difference>> differences(Side a, Side b) {
        try {
            return ExchangeDiff.of(a.exchange(), b.exchange(), layers);
        } catch (IOException e) {
            throw Unreadable.failure(a.exchange().file(), e);
        }
    }

    private boolean asText(List<Side> a, List<Side> b) {
        boolean same = a.size() == b.size();
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            Map<Layer, List<Difference>> found = differences(a.get(i), b.get(i));
            surroundings.out().println("--- " + a.get(i));
            surroundings.out().println("+++ " + b.get(i));
            for (Map.Entry<Layer, List<Difference>> layer : found.entrySet()) {
                same &= layer.getValue().isEmpty();
                text(layer.getKey(), layer.getValue());
            }
        }
        if (a.size() != b.size()) {
            surroundings.out().println("exchanges: " + a.size() + " | " + b.size());
        }
        return same;
    }

    private void text(Layer layer, List<Difference> differences) {
        String name = layer + " ".repeat(12 - layer.toString().length());
        if (differences.isEmpty()) {
            surroundings.out().println(name + "same");
        }
        String indent = name;
        for (Difference each : differences) {
            surroundings.out().println(Visible.of(indent + each.what() + ": " + each.a() + " | " + each.b()));
            indent = " ".repeat(12);
        }
    }

    private boolean asJson(List<Side> a, List<Side> b) {
        boolean same = a.size() == b.size();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode pairs = document.putArray("exchanges");
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            ObjectNode pair = pairs.addObject();
            side(pair.putObject("a"), a.get(i));
            side(pair.putObject("b"), b.get(i));
            ObjectNode found = pair.putObject("layers");
            for (Map.Entry<Layer, List<Difference>> layer :
                    differences(a.get(i), b.get(i)).entrySet()) {
                same &= layer.getValue().isEmpty();
                ArrayNode differences = found.putArray(layer.getKey().toString());
                layer.getValue()
                        .forEach(each -> differences
                                .addObject()
                                .put("what", each.what())
                                .put("a", each.a())
                                .put("b", each.b()));
            }
        }
        document.put("exchanges_a", a.size()).put("exchanges_b", b.size()).put("same", same);
        surroundings.out().println(document.toPrettyString());
        return same;
    }

    private static void side(ObjectNode node, Side side) {
        node.put("file", side.name()).put("exchange", side.exchange().header().seq());
    }
}
