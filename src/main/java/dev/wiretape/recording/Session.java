package dev.wiretape.recording;

import dev.wiretape.recording.secrets.Secrets;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A folder of recordings, one file per exchange, numbered from 1. Thread-safe; the recorders it hands out are not.
 */
public final class Session implements AutoCloseable {
    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int LONGEST_SLUG = 48;
    private static final String HARMLESS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-";

    private final Path folder;
    private final Redactor redactor;
    private final Secrets secrets = new Secrets();
    private final FrameMemory frameMemory = new FrameMemory();
    private final String tool;
    private final Consumer<RecordingFailure> onFailure;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private final Instant startedAt;
    private final String idPrefix;
    private final RecordingFile.Disk disk;
    private final Syncer syncer;
    private final AtomicLong exchanges = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();

    private Session(
            Path folder,
            Redactor redactor,
            String tool,
            InstantSource wallClock,
            LongSupplier nanoTime,
            Consumer<RecordingFailure> onFailure,
            RecordingFile.Disk disk) {
        this.folder = folder;
        this.disk = disk;
        this.redactor = redactor;
        this.tool = tool;
        this.nanoTime = nanoTime;
        this.onFailure = onFailure;
        this.startNanos = nanoTime.getAsLong();
        this.startedAt = wallClock.instant();
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        this.idPrefix = HexFormat.of().formatHex(random);
        this.syncer = new Syncer(folder, this::failed);
    }

    /**
     * Makes a new folder below {@code out}, named after the time; {@code out} is made where it is missing.
     *
     * @param tool the program's name and version, for the headers
     * @param nanoTime a monotonic clock in nanoseconds
     * @param onFailure told once of each recording that broke, on the thread that noticed
     * @throws IOException where the folder cannot be made
     */
    public static Session create(
            Path out,
            Redactor redactor,
            String tool,
            InstantSource wallClock,
            LongSupplier nanoTime,
            Consumer<RecordingFailure> onFailure)
            throws IOException {
        return create(out, redactor, tool, wallClock, nanoTime, onFailure, PrivateFiles::createFile);
    }

    /** The same on a disk of another kind. */
    static Session create(
            Path out,
            Redactor redactor,
            String tool,
            InstantSource wallClock,
            LongSupplier nanoTime,
            Consumer<RecordingFailure> onFailure,
            RecordingFile.Disk disk)
            throws IOException {
        PrivateFiles.createFolders(out);
        String name = FOLDER.format(wallClock.instant());
        for (int attempt = 1; ; attempt++) {
            Path folder = out.resolve(attempt == 1 ? name : name + "-" + attempt);
            try {
                PrivateFiles.createFolder(folder);
                return new Session(folder, redactor, tool, wallClock, nanoTime, onFailure, disk);
            } catch (FileAlreadyExistsException e) {
                // Another recorder began in the same second.
                if (attempt >= 1000) {
                    throw e;
                }
            }
        }
    }

    /** The session's folder. */
    public Path folder() {
        return folder;
    }

    /** How many exchanges have begun. */
    public long exchanges() {
        return exchanges.get();
    }

    /** How many recordings broke. */
    public long failures() {
        return failures.get();
    }

    /**
     * Begins the recording of an exchange.
     *
     * @param via the way in: {@code target}, {@code forward}, {@code intercept}
     * @param target the request target, after which the file is named
     * @param lines the calling thread's buffer
     */
    public ExchangeRecorder begin(String via, String target, LineBuffer lines) {
        return begin(via, target, List.of(), lines);
    }

    /**
     * Begins the recording of an exchange whose answer is broken on purpose.
     *
     * @param faults what breaks, as it was asked for
     */
    public ExchangeRecorder begin(String via, String target, List<String> faults, LineBuffer lines) {
        long seq = exchanges.incrementAndGet();
        long now = nanoTime.getAsLong();
        String session = folder.getFileName().toString();
        long t0 = (now - startNanos) / 1000;
        Entry.Header header = new Entry.Header(
                LineDecoder.NEWEST_VERSION,
                idPrefix + "-" + seq,
                session,
                seq,
                AT.format(startedAt.plusNanos(now - startNanos)),
                t0,
                via,
                tool,
                true,
                List.copyOf(faults));
        Path path = folder.resolve(fileName(seq, redactor.url(target, secrets)));
        return new ExchangeRecorder(this, open(path), lines, nanoTime, now, header);
    }

    /**
     * Begins the recording of an exchange that took place elsewhere.
     *
     * @param name after which the file is named
     * @param micros the time of what is recorded next, µs since the exchange began; stands still at 0 where no times are
     *     known
     * @param lines the calling thread's buffer
     */
    public ExchangeRecorder imported(String name, Origin origin, LongSupplier micros, LineBuffer lines) {
        long seq = exchanges.incrementAndGet();
        Entry.Header header = new Entry.Header(
                LineDecoder.NEWEST_VERSION,
                idPrefix + "-" + seq,
                folder.getFileName().toString(),
                seq,
                origin.at(),
                origin.t0(),
                "import",
                tool,
                origin.timed());
        Path path = folder.resolve(fileName(seq, redactor.url(name, secrets)));
        return new ExchangeRecorder(this, open(path), lines, () -> 1000 * micros.getAsLong(), 0, header);
    }

    /** Syncs what has ended; exchanges that still run should be ended before. */
    @Override
    public void close() {
        syncer.close();
    }

    Redactor redactor() {
        return redactor;
    }

    FrameMemory frameMemory() {
        return frameMemory;
    }

    Secrets secrets() {
        return secrets;
    }

    void ended(RecordingFile file) {
        syncer.ended(file);
    }

    void failed(Path path, IOException reason) {
        failures.incrementAndGet();
        onFailure.accept(new RecordingFailure(path, RecordingFailure.words(reason)));
    }

    private Optional<RecordingFile> open(Path path) {
        try {
            RecordingFile file = RecordingFile.create(path, disk);
            syncer.opened(file);
            return Optional.of(file);
        } catch (IOException e) {
            failed(path, e);
            return Optional.empty();
        }
    }

    private static String fileName(long seq, String target) {
        String digits = Long.toString(seq);
        return "0000".substring(Math.min(4, digits.length())) + digits + "-" + slug(target) + ".ndjson";
    }

    /** The last segment of the target's path, harmless as a file name. */
    static String slug(String target) {
        int query = target.indexOf('?');
        int end = query < 0 ? target.length() : query;
        while (end > 0 && target.charAt(end - 1) == '/') {
            end--;
        }
        StringBuilder slug = new StringBuilder(LONGEST_SLUG);
        for (int at = target.lastIndexOf('/', end - 1) + 1; at < end && slug.length() < LONGEST_SLUG; at++) {
            char c = target.charAt(at);
            boolean harmless = isHarmless(c);
            boolean leading = slug.length() == 0 && (!harmless || c == '.' || c == '-');
            boolean repeated = !harmless && slug.length() > 0 && !isHarmless(target.charAt(at - 1));
            if (!leading && !repeated) {
                slug.append(harmless ? c : '-');
            }
        }
        return slug.length() == 0 ? "root" : slug.toString();
    }

    private static boolean isHarmless(char c) {
        return HARMLESS.indexOf(c) >= 0;
    }
}
