package dev.wiretape.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where this user's programs keep what is theirs (XDG Base Directory Specification 0.8). A folder of ours is named after
 * us below each. There may be none: in a container without a home, for instance.
 */
final class UserFolders {
    private static final String OURS = "wiretape";

    private final Surroundings surroundings;

    UserFolders(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** For settings; {@code ~/.config/wiretape}. */
    Optional<Path> configuration() {
        return folder("XDG_CONFIG_HOME", ".config");
    }

    /** For what programs keep; {@code ~/.local/share/wiretape}. */
    Optional<Path> data() {
        return folder("XDG_DATA_HOME", ".local/share");
    }

    /** The user's home. */
    Optional<Path> home() {
        return absolute(surroundings.environment().getOrDefault("HOME", ""))
                .or(() -> absolute(System.getProperty("user.home", "")));
    }

    /** A relative path is to be ignored, the specification says. */
    private Optional<Path> folder(String variable, String below) {
        return absolute(surroundings.environment().getOrDefault(variable, ""))
                .or(() -> home().map(home -> home.resolve(below)))
                .map(folder -> folder.resolve(OURS));
    }

    private static Optional<Path> absolute(String text) {
        try {
            return Optional.of(text).filter(t -> !t.isBlank()).map(Path::of).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
