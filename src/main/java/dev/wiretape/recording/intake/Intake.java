package dev.wiretape.recording.intake;

import dev.wiretape.recording.LineBuffer;
import dev.wiretape.recording.Session;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes recordings of files that are none, in a session; reads each once, in memory bounded by its largest frame or HAR
 * entry. Not thread-safe.
 */
public final class Intake {
    private final Session session;
    private final LineBuffer lines = new LineBuffer();
    private final List<String> notices = new ArrayList<>();

    /** An intake into {@code session}. */
    public Intake(Session session) {
        this.session = session;
    }

    /**
     * Reads one file to its end. A stream without times becomes a recording whose times only count its frames.
     *
     * @param name the file's name, after which recordings are called
     * @throws NotAStreamException where it is of no kind that can be read
     */
    public void read(InputStream file, String name) throws IOException {
        BufferedInputStream in = new BufferedInputStream(file, 64 * 1024);
        in.mark(SourceKind.BEGINNING + 1);
        byte[] beginning = in.readNBytes(SourceKind.BEGINNING);
        in.reset();
        switch (SourceKind.of(beginning, name)) {
            case EVENT_STREAM -> new StreamIntake(session, lines).read(in, stem(name));
            case HTTP -> new HttpIntake(session, lines, notices).read(in, stem(name));
            case HAR -> new HarIntake(session, lines, notices).read(in);
            case RECORDING -> throw new NotAStreamException("is a recording already");
            case WRAPPED ->
                throw new NotAStreamException(
                        Wrapping.of(beginning).orElseThrow().words());
            case UNKNOWN ->
                throw new NotAStreamException("is no recording, no event stream, no output of curl and no HAR");
        }
    }

    /** What had to be left out or made up on the way, in sentences without a full stop. */
    public List<String> notices() {
        return List.copyOf(notices);
    }

    private static String stem(String name) {
        String stem = name.replaceFirst("\\.(sse|txt|http|log|out)$", "");
        return stem.isEmpty() ? name : stem;
    }
}
