package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/** Files with certificates and keys, looked into before anything depends on them. */
final class PemFile {
    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";
    private static final String KEY = "PRIVATE KEY-----";

    private PemFile() {}

    /** The file, if it holds certificates that can be read; else the command fails. */
    static Path certificates(Path file) {
        byte[] bytes = bytes(file);
        if (!new String(bytes, ISO_8859_1).contains(CERTIFICATE)) {
            throw new CommandFailure(ExitCode.DAMAGED, file + " holds no certificate in PEM, " + CERTIFICATE);
        }
        try {
            var unused = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes));
            return file;
        } catch (CertificateException e) {
            throw new CommandFailure(ExitCode.DAMAGED, "a certificate in " + file + " cannot be read", e);
        }
    }

    /** The file, if it looks like one with a key; else the command fails. */
    static Path key(Path file) {
        if (!new String(bytes(file), ISO_8859_1).contains(KEY)) {
            throw new CommandFailure(ExitCode.DAMAGED, file + " holds no private key in PEM");
        }
        return file;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Unreadable.failure(file, e);
        }
    }
}
