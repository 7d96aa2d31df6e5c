package dev.wiretape.recording;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files of mode 0600 and folders of mode 0700 from their creation on, whatever the umask: recordings hold prompts. */
final class Permissions {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private Permissions() {}

    /** Creates the file, which must not exist: a planted symlink is refused, too. */
    static FileChannel createFile(Path file) throws IOException {
        return FileChannel.open(file, Set.of(CREATE_NEW, READ, WRITE), attributes(FILE));
    }

    /** Creates the folder, which must not exist. */
    static void createFolder(Path folder) throws IOException {
        Files.createDirectory(folder, attributes(FOLDER));
        if (POSIX) {
            // A umask may have taken bits of ours away, such as 0777 does.
            Files.setPosixFilePermissions(folder, FOLDER);
        }
    }

    /** Creates the folders that are missing on the way, each 0700. */
    static void createFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            createFolders(parent);
        }
        createFolder(folder);
    }

    /** Whether only the owner can read and write the file. */
    static boolean isPrivate(Path file) throws IOException {
        return !POSIX || FILE.containsAll(Files.getPosixFilePermissions(file));
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
