package dev.wiretape.cli;

import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.ITypeInfo;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one sentence what is wrong with the arguments. */
final class Refusal {
    private Refusal() {}

    static String of(ParameterException problem) {
        String command = problem.getCommandLine().getCommandSpec().qualifiedName();
        return sentence(problem) + "; see '" + command + " --help'.";
    }

    private static String sentence(ParameterException problem) {
        if (problem instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unknown(unmatched.getUnmatched().get(0), problem.getCommandLine());
        }
        if (problem instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            ArgSpec argument = missing.getMissing().get(0);
            String name = argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
            return name + " is missing";
        }
        if (problem.getArgSpec() != null && problem.getValue() != null && isChoice(problem.getArgSpec())) {
            ArgSpec argument = problem.getArgSpec();
            String choice = argument.paramLabel();
            String name = argument instanceof OptionSpec option ? option.longestName() + " is" : "there is";
            return name + " " + choice + ", not '" + problem.getValue() + "'";
        }
        String message = problem.getMessage();
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    /** Whether the label says all that is possible. */
    private static boolean isChoice(ArgSpec argument) {
        return argument.paramLabel().contains("|")
                && Stream.concat(Stream.of(argument.typeInfo()), argument.typeInfo().getAuxiliaryTypeInfos().stream())
                        .anyMatch(ITypeInfo::isEnum);
    }

    private static String unknown(String word, CommandLine line) {
        boolean option = word.startsWith("-") && word.length() > 1;
        boolean root = line.getParent() == null;
        if (!option && !root) {
            return "'" + word + "' is one argument too many";
        }
        String name = option && word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
        Stream<String> known = option ? line.getCommandSpec().optionsMap().keySet().stream() : Commands.words();
        String guess =
                Nearest.to(name, known).map(n -> ", did you mean " + n + "?").orElse("");
        return "unknown " + (option ? "option" : "command") + " '" + name + "'" + guess;
    }
}
