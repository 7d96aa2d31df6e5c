package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Any bytes on their way to a terminal: nothing of them is a control there, however they were cut. */
public final class FuzzTerminal {
    private FuzzTerminal() {}

    /** The entry point that Jazzer knows. */
    public static void fuzzerTestOneInput(byte[] data) {
        String whole = shown(data, Math.max(1, data.length));
        if (!shown(data, 1).equals(whole)) {
            throw new AssertionError("byte by byte something else is shown");
        }
        whole.codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (c != '\n' && c != '\t' && (type == Character.CONTROL || type == Character.FORMAT)) {
                throw new AssertionError("a control is shown: " + Integer.toHexString(c));
            }
        });
    }

    private static String shown(byte[] data, int piece) {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        try (HarmlessOutput out = new HarmlessOutput(shown)) {
            for (int at = 0; at < data.length; at += piece) {
                out.write(data, at, Math.min(piece, data.length - at));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return shown.toString(UTF_8);
    }
}
