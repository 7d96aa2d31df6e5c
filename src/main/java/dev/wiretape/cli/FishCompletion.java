package dev.wiretape.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The commands and options as a script for fish. */
final class FishCompletion {
    private static final Pattern CHOICE = Pattern.compile("[a-z-]+(?:\\|[a-z-]+)+");

    private FishCompletion() {}

    static String of(CommandSpec root) {
        List<String> lines = new ArrayList<>();
        root.options().forEach(option -> lines.add(option("__fish_use_subcommand", option)));
        for (CommandLine command :
                root.subcommands().values().stream().distinct().toList()) {
            CommandSpec spec = command.getCommandSpec();
            for (String name : spec.names()) {
                lines.add("complete -c wiretape -f -n __fish_use_subcommand -a " + name + " -d "
                        + quoted(spec.usageMessage().description()));
            }
            String seen = "__fish_seen_subcommand_from " + String.join(" ", spec.names());
            spec.options().forEach(option -> lines.add(option(seen, option)));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String option(String condition, OptionSpec option) {
        StringBuilder line = new StringBuilder("complete -c wiretape -n ").append(quoted(condition));
        for (String name : option.names()) {
            line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        if (option.arity().max() > 0) {
            line.append(" -r");
            if (CHOICE.matcher(option.paramLabel()).matches()) {
                line.append(" -f -a ").append(quoted(option.paramLabel().replace('|', ' ')));
            }
        }
        return line.append(" -d ").append(quoted(option.description())).toString();
    }

    /** The first sentence, or what there is of it, between quotes. */
    private static String quoted(String... description) {
        String text = String.join(" ", description);
        int end = text.indexOf(". ");
        String first = end < 0 ? text : text.substring(0, end);
        return "'" + first.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
