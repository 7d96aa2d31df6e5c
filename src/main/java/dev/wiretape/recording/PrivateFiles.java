package dev.wiretape.recording;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files of mode 0600 and folders of mode 0700 from their creation on, whatever the umask: recordings hold prompts. */
public final class PrivateFiles {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private PrivateFiles() {}

    /** Creates the file, which must not exist: a planted symlink is refused, too. */
    public static FileChannel createFile(Path file) throws IOException {
        return FileChannel.open(file, Set.of(CREATE_NEW, READ, WRITE), attributes(FILE));
    }

    /** Creates the folder, which must not exist. */
    public static void createFolder(Path folder) throws IOException {
        Files.createDirectory(folder, attributes(FOLDER));
        if (POSIX) {
            // A umask may have taken bits of ours away, such as 0777 does.
            Files.setPosixFilePermissions(folder, FOLDER);
        }
    }

    /** Creates the folders that are missing on the way, each 0700. */
    public static void createFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            createFolders(parent);
        }
        createFolder(folder);
    }

    /** Puts {@code bytes} into the file in one step: whoever reads it sees the old content or the new, never half. */
    public static void replace(Path file, byte[] bytes) throws IOException {
        createFolders(file.toAbsolutePath().getParent());
        Path beside = file.resolveSibling(file.getFileName() + "."
                + ProcessHandle.current().pid() + "." + Thread.currentThread().getId());
        Files.deleteIfExists(beside);
        try {
            write(beside, bytes);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** Creates the file with all of {@code bytes}; where it exists, nothing happens and false is returned. */
    public static boolean createWhole(Path file, byte[] bytes) throws IOException {
        createFolders(file.toAbsolutePath().getParent());
        Path beside = file.resolveSibling(file.getFileName() + "."
                + ProcessHandle.current().pid() + "." + Thread.currentThread().getId());
        try {
            write(beside, bytes);
            Files.createLink(file, beside);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /**
     * Refuses a secret that others can read, or that a symlink leads to.
     *
     * @param what completes "… must be a plain file"
     */
    public static void requirePrivate(Path file, String what) throws IOException {
        if (Files.isSymbolicLink(file) || !isPrivate(file)) {
            throw new AccessDeniedException(
                    file.toString(), null, what + " must be a plain file that only you can read (chmod 600)");
        }
    }

    /**
     * Refuses a folder with secrets that others can enter or change, or that a symlink leads to.
     *
     * @param what completes "… must be a folder"
     */
    public static void requirePrivateFolder(Path folder, String what) throws IOException {
        boolean open = POSIX && !FOLDER.containsAll(Files.getPosixFilePermissions(folder));
        if (Files.isSymbolicLink(folder) || !Files.isDirectory(folder) || open) {
            throw new AccessDeniedException(
                    folder.toString(), null, what + " must be a folder that only you can enter (chmod 700)");
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = createFile(file)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }

    private static boolean isPrivate(Path file) throws IOException {
        return !POSIX || FILE.containsAll(Files.getPosixFilePermissions(file));
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
