package dev.wiretape.cli;

import dev.wiretape.recording.RecordingFailure;
import dev.wiretape.recording.RedactionKey;
import dev.wiretape.recording.Redactor;
import dev.wiretape.recording.Session;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Makes the folders that sessions are recorded in. */
final class Sessions {
    private final Surroundings surroundings;

    Sessions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** A new session below the folder {@code out}, by the clocks of this machine. */
    Session create(String out, Consumer<RecordingFailure> onFailure) {
        Path folder = new RecordingPath(surroundings).path(out);
        Redactor redactor = redactor();
        try {
            return Session.create(
                    folder,
                    redactor,
                    "wiretape " + Root.Version.number(),
                    InstantSource.system(),
                    System::nanoTime,
                    onFailure);
        } catch (IOException e) {
            String why = e instanceof AccessDeniedException ? "not allowed to" : Unreadable.words(e);
            throw new CommandFailure(
                    ExitCode.CANNOT_CREATE, "cannot create a session in " + folder + ": " + why + "; give --out", e);
        }
    }

    /** Takes secrets out under this user's key. */
    Redactor redactor() {
        return new Redactor(key());
    }

    /** Removes the folder of a session in which nothing was recorded. */
    static void discard(Session session) {
        try {
            Files.deleteIfExists(session.folder());
        } catch (DirectoryNotEmptyException somethingWasRecorded) {
            // Then it stays.
        } catch (IOException e) {
            // An empty folder too many is no harm, and its file system will make itself heard elsewhere.
        }
    }

    /** The key is kept beside the user's other settings; where none can be kept, one for this session alone serves. */
    private RedactionKey key() {
        return new UserFolders(surroundings)
                .configuration()
                .map(folder -> key(folder.resolve("redaction.key")))
                .orElseGet(RedactionKey::random);
    }

    private static RedactionKey key(Path file) {
        try {
            return RedactionKey.in(file);
        } catch (AccessDeniedException e) {
            if (!Files.exists(file)) {
                return RedactionKey.random();
            }
            throw new CommandFailure(
                    ExitCode.NO_PERMISSION, file + " cannot be used: " + Unreadable.words(e) + "; or delete it", e);
        } catch (IOException e) {
            return RedactionKey.random();
        }
    }
}
