package dev.wiretape.cli.child;

import dev.wiretape.recording.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of files that are named after what is in them and never change, so that an authority that is made anew does no
 * harm to programs that still run with the old one.
 */
final class TrustFolder {
    /** Longer than an authority lasts. */
    private static final Duration KEPT = Duration.ofDays(120);

    private final Path folder;

    TrustFolder(Path folder) {
        this.folder = folder;
    }

    /** Makes what a file holds, where it is not there yet. */
    interface Content {
        byte[] bytes() throws IOException;
    }

    /**
     * The file that holds {@code content}.
     *
     * @param parts what the content is made of, all of it
     * @param extension with its dot
     */
    Path file(List<byte[]> parts, String extension, Content content) throws IOException {
        Path file = folder.resolve(hash(parts) + extension);
        if (Files.isRegularFile(file)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } else {
            PrivateFiles.replace(file, content.bytes());
            forgetOld();
        }
        return file;
    }

    private void forgetOld() throws IOException {
        Instant oldest = Instant.now().minus(KEPT);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (Files.isRegularFile(file)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static String hash(List<byte[]> parts) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            parts.forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java has no SHA-256", e);
        }
    }
}
