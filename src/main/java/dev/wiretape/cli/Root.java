package dev.wiretape.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command without a name: help and version. */
@Command(
        name = "wiretape",
        mixinStandardHelpOptions = true,
        versionProvider = Root.Version.class,
        customSynopsis = "wiretape [-hV] COMMAND [OPTIONS AND ARGUMENTS]",
        description = "A tape deck for AI event streams: records, shows and replays what the Messages API sent.",
        footer = {
            "",
            "Begin with:  wiretape demo",
            "Exit codes: 0 done, 1 findings or differences, 2 usage, 65 damaged data, 66 no such input,",
            "  69 upstream or port unavailable, 70 internal error, 73 cannot create, 74 recording failed,",
            "  77 permissions, 130/143 signals."
        })
final class Root {
    /** The version in the jar's manifest. */
    static final class Version implements IVersionProvider {
        /** {@code 0.1.0}, or {@code development} where the classes are not in a jar. */
        static String number() {
            String version = Root.class.getPackage().getImplementationVersion();
            return version == null ? "development" : version;
        }

        @Override
        public String[] getVersion() {
            return new String[] {"wiretape " + number()};
        }
    }
}
