package dev.wiretape.recording.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;

/** What a file may be wrapped in, by its first bytes, and what takes it off. */
enum Wrapping {
    GZIP("compressed with gzip", "gunzip", "\u001f\u008b"),
    ZSTD("compressed with zstd", "unzstd", "(\u00b5/\u00fd"),
    XZ("compressed with xz", "unxz", "\u00fd7zXZ\u0000"),
    BZIP2("compressed with bzip2", "bunzip2", "BZh"),
    ZIP("a ZIP archive", "unzip", "PK\u0003\u0004"),
    /** As PowerShell writes what is redirected to a file. */
    UTF_16LE("UTF-16", "iconv -f UTF-16 -t UTF-8", "\u00ff\u00fe"),
    UTF_16BE("UTF-16", "iconv -f UTF-16 -t UTF-8", "\u00fe\u00ff");

    private final String what;
    private final String cure;
    private final String begin;

    /** {@code begin} has a byte in each character. */
    Wrapping(String what, String cure, String begin) {
        this.what = what;
        this.cure = cure;
        this.begin = begin;
    }

    static Optional<Wrapping> of(byte[] beginning) {
        String text = new String(beginning, ISO_8859_1);
        return Arrays.stream(values()).filter(w -> text.startsWith(w.begin)).findFirst();
    }

    /** Completes "FILE …". */
    String words() {
        return "is " + what + "; unpack it first, with " + cure;
    }
}
