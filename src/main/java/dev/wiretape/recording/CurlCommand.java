package dev.wiretape.recording;

import java.util.Locale;
import java.util.Set;

/** The request of an exchange as a command for a POSIX shell that sends it once more. */
public final class CurlCommand {
    /** What curl itself makes for the connection and the body it is given. */
    private static final Set<String> CURLS_OWN =
            Set.of("host", "content-length", "connection", "transfer-encoding", "accept-encoding");

    private CurlCommand() {}

    /**
     * The command, without a line's end. A credential was not recorded, so a variable stands in its place:
     * {@code ANTHROPIC_API_KEY} for {@code x-api-key}, else one that is called as the field is.
     *
     * @param body the whole body, decoded; empty for none
     */
    public static String of(Entry.Request request, Payload body) {
        StringBuilder command =
                new StringBuilder("curl -N -X " + quoted(request.method()) + " " + quoted(request.url()));
        for (Field field : request.headers()) {
            if (!CURLS_OWN.contains(field.key())) {
                command.append(" \\\n  -H ").append(header(field));
            }
        }
        return body.size() == 0
                ? command.toString()
                : command.append(" \\\n  --data-raw ")
                        .append(quoted(body.text()))
                        .toString();
    }

    private static String header(Field field) {
        return field.value().startsWith("<redacted:")
                ? quoted(field.name() + ": ") + "\"$" + variable(field) + "\""
                : quoted(field.name() + ": " + field.value());
    }

    private static String variable(Field field) {
        return field.key().equals("x-api-key")
                ? "ANTHROPIC_API_KEY"
                : field.key().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
