package dev.wiretape.cli.child;

import java.util.Locale;
import java.util.Map;

/** The shells in whose language variables can be set, so that nothing in a value is anything but itself. */
public enum Shell {
    /** POSIX shells: sh, dash, bash, zsh, ksh. */
    SH("export %s=%s") {
        /** Nothing is special between single quotes but they themselves (POSIX.1-2017, XCU 2.2.2). */
        @Override
        String quoted(String value) {
            return "'" + value.replace("'", "'\\''") + "'";
        }
    },
    /** fish. */
    FISH("set -gx %s %s") {
        @Override
        String quoted(String value) {
            return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
        }
    },
    /** PowerShell, to which typographic quotes are quotes as well (about_Quoting_Rules). */
    POWERSHELL("$env:%s = %s") {
        @Override
        String quoted(String value) {
            return "'" + value.replaceAll("(['\u2018\u2019\u201A\u201B])", "$1$1") + "'";
        }
    };

    private final String form;

    Shell(String form) {
        this.form = form;
    }

    /** The command that sets and exports a variable; of one line where the value is. */
    public String set(String name, String value) {
        return String.format(Locale.ROOT, form, name, quoted(value));
    }

    /** The shell somebody most likely sits at: the one {@code SHELL} names, or that of the system. */
    public static Shell of(Map<String, String> environment, String system) {
        String shell = environment.getOrDefault("SHELL", "");
        if (shell.endsWith("fish")) {
            return FISH;
        }
        return shell.endsWith("pwsh") || (shell.isEmpty() && system.startsWith("Windows")) ? POWERSHELL : SH;
    }

    abstract String quoted(String value);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
