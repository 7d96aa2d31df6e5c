package dev.wiretape.recording;

import dev.wiretape.recording.coding.ContentDecoder;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Records one exchange. When a method returns, the lines it made have reached the operating system, or will when the
 * {@link LineBuffer} that holds them is released: forward the bytes after that, not before. A disk that fails is reported to the session once; from then on nothing is recorded and
 * nothing thrown, for the traffic must go on.
 *
 * <p>Confined to the thread that owns the {@link LineBuffer}, which nobody may interrupt.
 */
public final class ExchangeRecorder {
    private final Session session;
    private final Optional<RecordingFile> file;
    private final LineBuffer lines;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private final long number;
    private final Runnable writer = this::writeOut;
    private final LineBuffer.Spill spill;

    private boolean broken;
    private boolean ended;
    private UploadTape uploads;
    private BodyTape tape;
    private Optional<ContentDecoder> decoder = Optional.empty();
    private String decodingTrouble = "";
    private long lastChunk = -1;

    ExchangeRecorder(
            Session session,
            Optional<RecordingFile> file,
            LineBuffer lines,
            LongSupplier nanoTime,
            long startNanos,
            Entry.Header header) {
        this.session = session;
        this.file = file;
        this.lines = lines;
        this.nanoTime = nanoTime;
        this.startNanos = startNanos;
        this.number = header.seq();
        this.broken = file.isEmpty();
        this.spill = (bytes, length) -> {
            if (file.isPresent()) {
                file.get().write(bytes, length);
            }
        };
        this.uploads = new UploadTape(List.of(), session.secrets(), session.redactor());
        this.tape = tape(false, false);
        write(header);
    }

    /** Its number in the session, from 1. */
    public long number() {
        return number;
    }

    /** Microseconds since the exchange began. */
    public long now() {
        return (nanoTime.getAsLong() - startNanos) / 1000;
    }

    /** The request with the body as far as it is there, as it was sent; more of it goes to {@link #upload}. */
    public void request(String method, String url, String http, List<Field> headers, byte[] body) {
        Redactor redactor = session.redactor();
        redactor.credentials(headers).forEach(session.secrets()::learn);
        uploads = new UploadTape(headers, session.secrets(), redactor);
        uploads.add(body, 0, body.length);
        String harmless = redactor.url(url, session.secrets());
        int redactions = uploads.takeRedactions() + (harmless.equals(url) ? 0 : 1);
        write(new Entry.Request(
                now(),
                method,
                harmless,
                http,
                redactor.fields(headers, session.secrets()),
                uploads.encoding(),
                uploads.take(),
                redactions));
    }

    /** Bytes of the request's body that came after {@link #request}. */
    public void upload(byte[] bytes, int offset, int length) {
        uploads.add(bytes, offset, length);
        writeUploads();
    }

    /** An interim response. */
    public void interim(int status, List<Field> headers) {
        write(new Entry.Interim(now(), status, harmless(headers)));
    }

    /** The response's head; its content type and coding decide how the chunks are recorded. */
    public void response(int status, String reason, String http, List<Field> headers) {
        session.redactor().credentials(headers).forEach(session.secrets()::learn);
        Optional<String> encoding = encoding(headers);
        decoder = encoding.flatMap(ContentDecoder::of);
        boolean undecoded = encoding.isPresent() && decoder.isEmpty();
        tape = tape(!undecoded && isEventStream(headers), undecoded);
        write(new Entry.Response(now(), status, harmless(reason), http, harmless(headers), encoding, undecoded));
    }

    /** The head of a response whose body was decoded by somebody else: the chunks come without its content coding. */
    public void decodedResponse(int status, String reason, String http, List<Field> headers) {
        session.redactor().credentials(headers).forEach(session.secrets()::learn);
        tape = tape(isEventStream(headers), false);
        write(new Entry.Response(now(), status, harmless(reason), http, harmless(headers), encoding(headers), false));
    }

    /** The body is an event stream of whose head nothing is known. */
    public void headlessEventStream() {
        tape = tape(true, false);
    }

    /** What one read of the upstream's connection brought of the body, still content-encoded. */
    public void chunk(byte[] bytes, int offset, int length) {
        if (broken || ended || length == 0) {
            return;
        }
        // No two chunks share a time: equal times mean "the same chunk" to whoever replays this.
        lastChunk = Math.max(now(), lastChunk + 1);
        begin();
        if (decoder.isPresent()) {
            decode(decoder.get(), bytes, offset, length);
        } else {
            tape.chunk(lastChunk, bytes, offset, length);
        }
        flush();
    }

    /** The client stopped reading. */
    public void paused() {
        write(new Entry.Paused(now()));
    }

    /** The client reads again. */
    public void resumed() {
        write(new Entry.Resumed(now()));
    }

    /** How many bytes went through a tunnel, from the client and to it. */
    public void tunnelled(long sent, long received) {
        write(new Entry.Tunnel(now(), sent, received));
    }

    /** Somebody broke what is still to come, as {@code spec} says. */
    public void fault(String spec) {
        write(new Entry.Fault(now(), harmless(spec)));
    }

    /** The response's trailer fields. */
    public void trailers(List<Field> fields) {
        write(new Entry.Trailers(now(), harmless(fields)));
    }

    /**
     * The end, whatever it was; only the first call counts.
     *
     * @param reason in words, or empty
     */
    public void end(Outcome outcome, String reason) {
        if (ended) {
            return;
        }
        uploads.end();
        writeUploads();
        if (!broken) {
            begin();
            tape.end();
            LineEncoder.encode(endLine(outcome, reason.isEmpty() ? decodingTrouble : reason), lines);
            writeOut();
        }
        ended = true;
        tape.close();
        decoder.ifPresent(ContentDecoder::close);
        file.ifPresent(session::ended);
    }

    /** Whether {@link #end} was called. */
    public boolean isEnded() {
        return ended;
    }

    private Entry.End endLine(Outcome outcome, String reason) {
        BodyDigest digest = tape.digest();
        return new Entry.End(
                Math.max(now(), lastChunk),
                Optional.of(outcome),
                outcome.word(),
                tape.frames(),
                digest.bytes(),
                digest.recordedHex(),
                digest.wireHex(),
                harmless(reason));
    }

    private List<Field> harmless(List<Field> fields) {
        return session.redactor().fields(fields, session.secrets());
    }

    private String harmless(String text) {
        return session.redactor().text(text, session.secrets());
    }

    private void writeUploads() {
        Payload more = uploads.take();
        if (more.size() > 0) {
            write(new Entry.Upload(now(), more, uploads.takeRedactions()));
        }
    }

    private BodyTape tape(boolean eventStream, boolean undecoded) {
        return new BodyTape(
                eventStream,
                undecoded,
                session.secrets(),
                session.redactor(),
                lines,
                session.frameMemory().share());
    }

    private static Optional<String> encoding(List<Field> headers) {
        return Field.first(headers, "content-encoding")
                .filter(value -> !ContentDecoder.codings(value).isEmpty());
    }

    static boolean isEventStream(List<Field> headers) {
        return Field.first(headers, "content-type")
                .map(type -> type.strip().toLowerCase(Locale.ROOT))
                .filter(type -> type.equals("text/event-stream")
                        || type.startsWith("text/event-stream;")
                        || type.startsWith("text/event-stream "))
                .isPresent();
    }

    private void decode(ContentDecoder from, byte[] bytes, int offset, int length) {
        try {
            from.decode(bytes, offset, length, (b, o, l) -> tape.chunk(lastChunk, b, o, l));
        } catch (IOException e) {
            // The copy cannot be read any more; the bytes themselves are kept, and the client has them anyway.
            decodingTrouble =
                    "the body is recorded as encoded from " + tape.digest().bytes() + " bytes on: it " + e.getMessage();
            from.close();
            decoder = Optional.empty();
            tape.encodedFromHere();
            tape.chunk(lastChunk, bytes, offset, length);
        }
    }

    private void write(Entry entry) {
        if (broken || ended) {
            return;
        }
        begin();
        LineEncoder.encode(entry, lines);
        flush();
    }

    private void begin() {
        lines.begin(writer, spill);
    }

    private void flush() {
        if (!lines.isHeld()) {
            writeOut();
        }
    }

    private void writeOut() {
        try {
            if (lines.length() > 0 && file.isPresent()) {
                file.get().append(lines);
                broken = file.get().isBroken();
            }
        } catch (IOException e) {
            broken = true;
            session.failed(file.get().path(), e);
        }
    }
}
