package dev.wiretape.replay;

import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Outcome;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** One recorded exchange that can be served. Equal only to itself. */
final class Take {
    private final String name;
    private final Optional<Asked> asked;
    private final Optional<Entry.End> end;
    private final Opener opener;

    /**
     * Describes an exchange without holding its lines.
     *
     * @param name how it is called in messages: its file's name
     * @param asked the request; empty where only an answer was imported
     * @param end its last line; without it the recording may still grow
     * @param opener reads its lines from their beginning
     */
    Take(String name, Optional<Asked> asked, Optional<Entry.End> end, Opener opener) {
        this.name = name;
        this.asked = asked.map(Asked::kept);
        this.end = end;
        this.opener = opener;
    }

    Optional<Asked> asked() {
        return asked;
    }

    /** Bytes of memory that its cues take, about, where the recording has ended. */
    OptionalLong cost() {
        return end.stream()
                .mapToLong(line -> line.bytes() + line.frames() * Reel.OVERHEAD)
                .findFirst();
    }

    /** Decoded bytes of the body, where it was recorded to its end. */
    OptionalLong wholeBytes() {
        boolean complete =
                end.flatMap(Entry.End::outcome).filter(Outcome.COMPLETE::equals).isPresent();
        return complete ? OptionalLong.of(end.orElseThrow().bytes()) : OptionalLong.empty();
    }

    /** Its lines as they are. */
    Entries open() throws IOException {
        return opener.open();
    }

    /** Its lines for who only sends them on: long ones come in pieces, and a long request without what it carried. */
    Entries openInPieces() throws IOException {
        return opener.openInPieces();
    }

    /** {@code 0001-messages.ndjson}. */
    String name() {
        return name;
    }

    /** {@code 0001-messages.ndjson (POST /v1/messages)}. */
    @Override
    public String toString() {
        return asked.map(request -> name + " (" + request.line() + ")").orElse(name);
    }

    /** Opens the lines of an exchange. */
    interface Opener {
        Entries open() throws IOException;

        default Entries openInPieces() throws IOException {
            return open();
        }
    }
}
