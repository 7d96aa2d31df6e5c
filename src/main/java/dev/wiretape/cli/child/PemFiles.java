package dev.wiretape.cli.child;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Certificates as text, one after the other. */
final class PemFiles {
    private PemFiles() {}

    /** What is in the file, or in the files of the folder. */
    static byte[] read(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return Files.readAllBytes(place);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.write(ended(Files.readAllBytes(file)));
            }
        }
        return all.toByteArray();
    }

    /** The certificates and one more, unless that is among them. */
    static byte[] with(byte[] certificates, X509Certificate one) throws IOException {
        byte[] more = SystemRoots.pem(one);
        if (new String(certificates, ISO_8859_1).contains(new String(more, ISO_8859_1))) {
            return certificates;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : List.of(ended(certificates), more)) {
            all.write(part);
        }
        return all.toByteArray();
    }

    /** With a line's end at its end. */
    private static byte[] ended(byte[] pem) {
        if (pem.length == 0 || pem[pem.length - 1] == '\n') {
            return pem;
        }
        byte[] longer = Arrays.copyOf(pem, pem.length + 1);
        longer[pem.length] = '\n';
        return longer;
    }
}
