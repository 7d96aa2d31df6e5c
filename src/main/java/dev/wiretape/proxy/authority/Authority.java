package dev.wiretape.proxy.authority;

import java.io.IOException;
import java.net.IDN;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A certificate authority that can sign for the intercepted hosts alone. Its root's key is thrown away as soon as it has
 * signed one intermediate, whose name constraints (RFC 5280 §4.2.1.10) permit exactly those hosts; a constraint on the
 * root would not do, since trust anchors' own constraints are ignored by some verifiers, Java's among them. Leaves live
 * in memory and not for long. Thread-safe.
 */
public final class Authority {
    private static final Duration LEAF_LIFE = Duration.ofDays(2);
    private static final Duration RENEW_BEFORE = Duration.ofDays(7);

    private final AuthorityFiles files;
    private final Issued issued;
    private final InstantSource clock;
    private final KeyPair leafKeys = Keys.generate();
    private final Map<String, Leaf> leaves = new ConcurrentHashMap<>();

    private Authority(AuthorityFiles files, Issued issued, InstantSource clock) {
        this.files = files;
        this.issued = issued;
        this.clock = clock;
    }

    /**
     * The authority kept in {@code folder}; it is made there (folder 0700, files 0600) where there is none, and made anew
     * where it does not permit all of {@code hosts} or is about to expire. In the first case it goes on permitting what it
     * did, so that two that take turns with it do not make it anew each time; in the second it forgets what is not wanted.
     *
     * @param hosts exact names or IP addresses
     * @param notice told in a sentence when a new root has to be trusted
     * @throws java.nio.file.AccessDeniedException where others can read or plant the key
     * @throws IOException where the files cannot be read or written
     */
    public static Authority in(Path folder, Set<String> hosts, InstantSource clock, Consumer<String> notice)
            throws IOException {
        AuthorityFiles files = new AuthorityFiles(folder);
        Set<String> wanted = hosts.stream().map(Authority::canonical).collect(Collectors.toCollection(TreeSet::new));
        Optional<Issued> kept = files.kept();
        if (kept.isEmpty()) {
            return made(files, wanted, clock);
        }
        Issued issued = kept.get();
        Instant now = clock.instant();
        boolean expires = issued.expires().isBefore(now.plus(RENEW_BEFORE));
        if (!expires && !issued.hosts().containsAll(wanted)) {
            wanted.addAll(issued.hosts());
            notice.accept("the local authority was made anew, since the intercepted hosts now are "
                    + String.join(", ", wanted) + "; programs that trust the old one need " + files.root());
            return made(files, wanted, clock);
        }
        if (expires) {
            notice.accept(
                    "the local authority was made anew, since the old one was about to expire; programs that trust"
                            + " the old one need " + files.root());
            return made(files, wanted, clock);
        }
        return new Authority(files, issued, clock);
    }

    /**
     * The authority kept in {@code folder}, whatever it permits and even if it has expired; nothing is made.
     *
     * @throws java.nio.file.AccessDeniedException where others can read or plant the key
     * @throws IOException where the files cannot be read
     */
    public static Optional<Authority> kept(Path folder, InstantSource clock) throws IOException {
        AuthorityFiles files = new AuthorityFiles(folder);
        return files.kept().map(issued -> new Authority(files, issued, clock));
    }

    /**
     * Deletes the authority kept in {@code folder}, damaged or not; false where there is none.
     *
     * @throws IOException where it cannot be deleted
     */
    public static boolean remove(Path folder) throws IOException {
        return new AuthorityFiles(folder).delete();
    }

    /** The name in the one form in which names are compared: lower case, ASCII, without a trailing dot or brackets. */
    public static String canonical(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        String dotless = bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
        return dotless.chars().allMatch(c -> c < 0x80)
                ? dotless.toLowerCase(Locale.ROOT)
                : IDN.toASCII(dotless).toLowerCase(Locale.ROOT);
    }

    /** The hosts it can sign for. */
    public Set<String> hosts() {
        return issued.hosts();
    }

    /** When its certificates end; it is made anew a week before. */
    public Instant expires() {
        return issued.expires();
    }

    /** The certificate to trust, as a PEM file. */
    public Path rootFile() {
        return files.root();
    }

    /** The certificate to trust. */
    public X509Certificate root() {
        return issued.root();
    }

    /**
     * A certificate for the host with its chain, made when it is first asked for.
     *
     * @throws IllegalArgumentException where the host is none of {@link #hosts}
     */
    public Leaf leaf(String host) {
        String name = canonical(host);
        if (!issued.hosts().contains(name)) {
            throw new IllegalArgumentException("The authority does not sign for " + name);
        }
        Instant now = clock.instant();
        return leaves.compute(
                name,
                (n, known) -> known != null && known.expires().isAfter(now.plus(LEAF_LIFE.dividedBy(2)))
                        ? known
                        : Mint.leaf(issued, n, leafKeys, now, LEAF_LIFE));
    }

    private static Authority made(AuthorityFiles files, Set<String> hosts, InstantSource clock) throws IOException {
        Issued issued = Mint.authority(hosts, clock.instant());
        files.write(issued);
        return new Authority(files, issued, clock);
    }
}
