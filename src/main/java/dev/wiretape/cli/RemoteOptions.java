package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.wiretape.access.AccessToken;
import dev.wiretape.access.Door;
import dev.wiretape.recording.PrivateFiles;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who else than this machine may use a listener: nobody, or whoever knows a token. A token is never an option. */
final class RemoteOptions {
    private static final String VARIABLE = "WIRETAPE_TOKEN";

    @Option(
            names = "--allow-remote",
            description = "Lets --listen name an address that others can reach, and everybody in who knows the token:"
                    + " that in " + VARIABLE + ", or one that is made and kept. Clients send it as the header field "
                    + AccessToken.FIELD + " or as the password in their proxy's URL.")
    private boolean allowed;

    /** The address; one that others can reach is refused unless they may. */
    ListenAddress address(String listen) {
        ListenAddress address = ListenAddress.anywhere(listen);
        if (!allowed && !address.isLoopback()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "will not listen on " + address.host() + ", for others could reach it there; use 127.0.0.1, or add"
                            + " --allow-remote, which asks them for a token");
        }
        return address;
    }

    /** Who is let in, where others may come; they are told how on standard error. */
    Optional<Door> door(Surroundings surroundings) {
        if (!allowed) {
            return Optional.empty();
        }
        String chosen = surroundings.environment().getOrDefault(VARIABLE, "");
        Door door;
        String where;
        if (chosen.isEmpty()) {
            Path file = file(surroundings);
            door = Door.withToken(kept(file));
            where = file.toString();
        } else {
            door = Door.withToken(token(chosen, VARIABLE));
            where = VARIABLE;
        }
        surroundings
                .err()
                .println("wiretape: clients need the token in " + where + ", as the header field " + AccessToken.FIELD
                        + " or as the password in their proxy's URL; nothing is encrypted on the way here.");
        return Optional.of(door);
    }

    private static Path file(Surroundings surroundings) {
        return new UserFolders(surroundings)
                .data()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.CANNOT_CREATE, "there is no home folder to keep a token in; set " + VARIABLE))
                .resolve("token");
    }

    private static AccessToken kept(Path file) {
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                PrivateFiles.createWhole(file, (AccessToken.random().text() + "\n").getBytes(US_ASCII));
            }
            PrivateFiles.requirePrivate(file, "the token");
            return token(Files.readString(file, US_ASCII).strip(), file.toString());
        } catch (AccessDeniedException e) {
            throw new CommandFailure(ExitCode.NO_PERMISSION, file + ": " + Unreadable.words(e), e);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.CANNOT_CREATE,
                    "cannot keep a token in " + file + ": " + Unreadable.words(e) + "; set " + VARIABLE,
                    e);
        }
    }

    private static AccessToken token(String text, String where) {
        try {
            return new AccessToken(text);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, where + ": " + e.getMessage(), e);
        }
    }
}
