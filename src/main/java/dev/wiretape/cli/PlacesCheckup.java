package dev.wiretape.cli;

import dev.wiretape.proxy.authority.Authority;
import dev.wiretape.recording.PrivateFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The part of {@code doctor} that looks at folders, the port and the local authority. It makes and changes nothing. */
final class PlacesCheckup {
    private static final Duration SOON = Duration.ofDays(7);

    private final Surroundings surroundings;

    PlacesCheckup(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    List<Diagnosis> diagnoses(Path out, ListenAddress address) {
        List<Diagnosis> all = new ArrayList<>();
        all.add(recordings(out.toAbsolutePath().normalize()));
        all.add(home());
        key().ifPresent(all::add);
        all.add(port(address));
        all.add(authority());
        return all;
    }

    private static Diagnosis recordings(Path out) {
        String check = "recordings";
        if (Files.exists(out, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(out)) {
            return Diagnosis.problem(check, out + " is not a folder; give --out another");
        }
        Path there = existing(out);
        if (!Files.isWritable(there)) {
            return Diagnosis.problem(check, "not allowed to write to " + there + "; give --out a folder of yours");
        }
        if (there.equals(out)) {
            try {
                PrivateFiles.requirePrivateFolder(out, "");
            } catch (IOException open) {
                return Diagnosis.warn(
                        check, "others can look into " + out + ", though not into the recordings; chmod 700 it");
            }
            return Diagnosis.ok(check, "they go to " + out);
        }
        return Diagnosis.ok(check, "they go to " + out + ", which will be made");
    }

    private Diagnosis home() {
        UserFolders folders = new UserFolders(surroundings);
        if (folders.data().isEmpty()) {
            return Diagnosis.warn(
                    "home",
                    "there is no home folder, so that nothing can be kept between runs; set HOME, or XDG_DATA_HOME and"
                            + " XDG_CONFIG_HOME");
        }
        Path there = existing(folders.data().get());
        return Files.isWritable(there)
                ? Diagnosis.ok(
                        "home",
                        "what is kept between runs is in " + folders.data().get())
                : Diagnosis.warn(
                        "home", "not allowed to write to " + there + "; set XDG_DATA_HOME to a folder of yours");
    }

    private Optional<Diagnosis> key() {
        return new UserFolders(surroundings)
                .configuration()
                .map(folder -> folder.resolve("redaction.key"))
                .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                .map(PlacesCheckup::key);
    }

    private static Diagnosis key(Path file) {
        try {
            PrivateFiles.requirePrivate(file, "the redaction key");
            return Diagnosis.ok("redaction", "secrets are hashed with the key in " + file);
        } catch (IOException e) {
            return Diagnosis.problem("redaction", file + ": " + Unreadable.words(e) + ", or delete it");
        }
    }

    /** Whether it can be listened on; that is the only way to know. */
    private static Diagnosis port(ListenAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address.host()), address.port()));
            return Diagnosis.ok("port", "record can listen on " + address.host() + ":" + address.port());
        } catch (IOException e) {
            CommandFailure failure = address.failure(e);
            boolean taken = failure.getMessage().contains("in use");
            return taken
                    ? Diagnosis.warn("port", failure.getMessage() + " to record")
                    : Diagnosis.problem("port", failure.getMessage() + "; give another --listen");
        }
    }

    private Diagnosis authority() {
        String check = "authority";
        try {
            Optional<Authority> kept = new LocalAuthority(surroundings).kept();
            if (kept.isEmpty()) {
                return Diagnosis.ok(check, "none yet; it is made when something is to be intercepted");
            }
            Authority authority = kept.get();
            String hosts = String.join(", ", new TreeSet<>(authority.hosts()));
            String until = authority.expires().truncatedTo(ChronoUnit.SECONDS).toString();
            return authority.expires().isBefore(Instant.now().plus(SOON))
                    ? Diagnosis.warn(check, "it ends " + until + " and will be made anew at the next start")
                    : Diagnosis.ok(check, "it signs for " + hosts + " until " + until);
        } catch (CommandFailure e) {
            return Diagnosis.problem(check, e.getMessage());
        }
    }

    /** The nearest folder on the way that exists. */
    private static Path existing(Path folder) {
        Path at = folder.toAbsolutePath();
        while (!Files.exists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }
}
