package dev.wiretape.cli;

import dev.wiretape.cli.child.TrustVariables;
import dev.wiretape.proxy.Target;
import dev.wiretape.proxy.authority.Authority;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The local authority of this user, kept in the data folder; whatever is wrong with it becomes a sentence. */
final class LocalAuthority {
    /** The host that is intercepted whatever else is named. */
    static final String API = "api.anthropic.com";

    private final Surroundings surroundings;

    LocalAuthority(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Where it is kept, or will be. */
    Path folder() {
        return new UserFolders(surroundings)
                .data()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.CANNOT_CREATE,
                        "there is no home folder to keep the local authority in; set HOME or XDG_DATA_HOME"))
                .resolve("ca");
    }

    /** The hosts that certificates are needed for: the API, those that were named, and the target if it has one itself. */
    static Set<String> signed(Target target, Set<String> named) {
        Set<String> hosts = new TreeSet<>(named);
        hosts.add(API);
        if (target.secure()) {
            hosts.add(Authority.canonical(target.host()));
        }
        return hosts;
    }

    /**
     * The authority for the API and {@code hosts}. It is made where there is none, and made anew, with a sentence on
     * standard error, where it does not permit one of them or is about to expire.
     */
    Authority open(Set<String> hosts) {
        Path folder = folder();
        Set<String> all = new TreeSet<>(hosts);
        all.add(API);
        try {
            return Authority.in(folder, all, InstantSource.system(), this::tell);
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    /** Whether there is one already; it may be damaged. */
    boolean isThere() {
        return new UserFolders(surroundings)
                .data()
                .filter(data -> Files.exists(data.resolve("ca").resolve("authority.pem")))
                .isPresent();
    }

    /** The authority if there is one already. */
    Optional<Authority> kept() {
        Path folder = folder();
        try {
            return Authority.kept(folder, InstantSource.system());
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    /** The variables that make programs trust the authority; the files they name are there. */
    Map<String, String> trust(Authority authority) {
        Path folder = trustFolder();
        try {
            return new TrustVariables(
                            folder, authority.root(), surroundings.folder().toAbsolutePath())
                    .over(surroundings.environment());
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    /** Deletes the authority and what was made of it; false where there was nothing. */
    boolean remove() {
        Path folder = folder();
        try {
            deleteFiles(trustFolder());
            boolean removed = Authority.remove(folder);
            deleteIfEmpty(folder);
            return removed;
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    private Path trustFolder() {
        return folder().resolve("trust");
    }

    private static void deleteFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{pem,jks}")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        deleteIfEmpty(folder);
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException somethingElseIsThere) {
            // Then it is not only ours.
        }
    }

    private void tell(String sentence) {
        surroundings.err().println("wiretape: " + sentence + ".");
    }

    /** Why the authority in {@code folder} cannot be used. */
    static CommandFailure failure(Path folder, IOException problem) {
        boolean there = Files.exists(folder.resolve("authority.pem"), LinkOption.NOFOLLOW_LINKS);
        boolean ofOurs = problem instanceof FileSystemException fs && fs.getReason() != null;
        if (problem instanceof AccessDeniedException denied && (there || ofOurs)) {
            String file = denied.getFile();
            String why = ofOurs ? Unreadable.words(problem) : "not allowed to use the local authority";
            return new CommandFailure(ExitCode.NO_PERMISSION, file + ": " + why, problem);
        }
        if (problem instanceof FileSystemException) {
            String why = problem instanceof AccessDeniedException ? "not allowed to" : Unreadable.words(problem);
            return new CommandFailure(
                    ExitCode.CANNOT_CREATE, "cannot keep the local authority in " + folder + ": " + why, problem);
        }
        return new CommandFailure(ExitCode.DAMAGED, Unreadable.words(problem), problem);
    }
}
