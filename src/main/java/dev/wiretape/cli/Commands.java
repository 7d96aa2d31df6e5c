package dev.wiretape.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The table of commands. Only the one that was asked for is made and given to picocli: to read the annotations of them
 * all would take longer than most commands do.
 */
final class Commands {
    private static final List<Entry> TABLE = List.of(
            new Entry(
                    "demo",
                    List.of(),
                    "Shows all of it in a few seconds, without a key and without a network.",
                    DemoCommand::new),
            new Entry(
                    "record",
                    List.of("proxy"),
                    "Forwards requests to the API and records every frame that comes back.",
                    RecordCommand::new),
            new Entry("run", List.of(), "Runs a program with a recorder between it and the API.", RunCommand::new),
            new Entry("view", List.of(), "Shows recordings in the terminal, also while they grow.", ViewCommand::new),
            new Entry("replay", List.of(), "Serves recordings as the API, at the recorded pace.", ReplayCommand::new),
            new Entry(
                    "play",
                    List.of(),
                    "Writes the recorded frames or their text at the recorded pace.",
                    PlayCommand::new),
            new Entry("ls", List.of(), "Lists sessions, or the recordings of one.", LsCommand::new),
            new Entry("show", List.of(), "Shows a recording: its frames, and what they meant.", ShowCommand::new),
            new Entry(
                    "check",
                    List.of(),
                    "Finds where streams break the protocol, stall or were cut.",
                    CheckCommand::new),
            new Entry("diff", List.of(), "Compares two streams, layer by layer.", DiffCommand::new),
            new Entry(
                    "export",
                    List.of(),
                    "Writes a recording as a message, as events, as the bare body.",
                    ExportCommand::new),
            new Entry(
                    "import",
                    List.of(),
                    "Makes recordings of raw event streams, curl's output and HARs.",
                    ImportCommand::new),
            new Entry(
                    "redact",
                    List.of(),
                    "Takes the secrets out of a recording that was made elsewhere.",
                    RedactCommand::new),
            new Entry("prune", List.of(), "Deletes sessions that are older than so long.", PruneCommand::new),
            new Entry(
                    "doctor",
                    List.of(),
                    "Looks for what could keep the other commands from working here.",
                    DoctorCommand::new),
            new Entry(
                    "completion",
                    List.of(),
                    "Prints a script that completes commands and options.",
                    CompletionCommand::new),
            new Entry("env", List.of(), "Prints the variables that run sets, for a shell.", EnvCommand::new),
            new Entry("ca", List.of(), "Shows, makes or removes the local authority.", CaCommand::new));

    /** A command; {@code make} returns the annotated object. */
    private record Entry(String name, List<String> aliases, String summary, Function<Surroundings, Object> make) {
        boolean answersTo(String word) {
            return name.equals(word) || aliases.contains(word);
        }
    }

    private final Surroundings surroundings;

    Commands(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command line that can execute the command called {@code asked}; its help lists them all. */
    CommandLine forWord(Optional<String> asked) {
        CommandSpec root = CommandSpec.forAnnotatedObject(new Root());
        root.usageMessage().sectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new CommandList());
        CommandLine line = new CommandLine(root);
        for (Entry entry : TABLE) {
            if (asked.filter(entry::answersTo).isPresent()) {
                root.addSubcommand(entry.name(), command(entry));
            }
        }
        return line;
    }

    /** All commands, to be read and not to be executed. */
    CommandLine all() {
        CommandSpec root = CommandSpec.forAnnotatedObject(new Root());
        TABLE.forEach(entry -> root.addSubcommand(entry.name(), command(entry)));
        return new CommandLine(root);
    }

    private CommandLine command(Entry entry) {
        CommandSpec spec = spec(entry.make().apply(surroundings));
        spec.aliases(entry.aliases().toArray(String[]::new));
        spec.usageMessage().description(entry.summary());
        return new CommandLine(spec);
    }

    /** The table as the part of the help that picocli would make of subcommands. */
    private static final class CommandList implements IHelpSectionRenderer {
        @Override
        public String render(Help help) {
            int width = words().mapToInt(String::length).max().orElse(0);
            StringBuilder list = new StringBuilder("Commands:").append(System.lineSeparator());
            for (Entry entry : TABLE) {
                Help.Ansi.Text name = help.colorScheme().commandText(entry.name());
                String also = entry.aliases().isEmpty() ? "" : " Also: " + String.join(", ", entry.aliases()) + ".";
                list.append("  ")
                        .append(name)
                        .append(" ".repeat(width - entry.name().length() + 3));
                list.append(entry.summary()).append(also).append(System.lineSeparator());
            }
            return list.toString();
        }
    }

    private static CommandSpec spec(Object command) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(command);
        if (command instanceof WithFooter with) {
            spec.usageMessage().footer(with.footer().toArray(String[]::new));
        }
        return spec;
    }

    /** All words that name a command. */
    static Stream<String> words() {
        return TABLE.stream().flatMap(e -> Stream.concat(Stream.of(e.name()), e.aliases().stream()));
    }
}
