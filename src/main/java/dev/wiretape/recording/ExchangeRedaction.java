package dev.wiretape.recording;

import dev.wiretape.recording.coding.ContentDecoder;
import dev.wiretape.recording.secrets.Secret;
import dev.wiretape.recording.secrets.Secrets;
import dev.wiretape.recording.secrets.StreamSearch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines of one exchange on their way from a recording to the same without secrets. */
final class ExchangeRedaction {
    private final Redactor redactor;
    private final Secrets secrets;
    private final OutputStream out;
    private final StreamSearch search;
    private final BodyDigest digest = new BodyDigest();
    private final PlainTape bodies;
    private final PlainTape uploads;
    private final boolean uploadsFollow;
    private final ByteArrayOutputStream ready = new ByteArrayOutputStream();
    private final List<String> notices = new ArrayList<>();

    private long taken;
    private long before;
    private int bodyFlags;
    private int uploadFlags;
    private long lastUpload;
    private boolean undecoded;
    private boolean encodedUploads;
    private boolean unseen;

    /** The line that is being looked at, where a body's line may still be kept as it stands. */
    private Optional<LineEdit> current = Optional.empty();

    ExchangeRedaction(Redactor redactor, Secrets secrets, boolean uploadsFollow, OutputStream out) {
        this.redactor = redactor;
        this.secrets = secrets;
        this.uploadsFollow = uploadsFollow;
        this.out = out;
        this.search = new StreamSearch(secrets);
        this.bodies = new PlainTape(secrets, redactor, Optional.of(digest), this::bodyLine);
        this.uploads = new PlainTape(secrets, redactor, Optional.empty(), (t, bytes, offset, length, parts, masked) -> {
            ready.write(bytes, offset, length);
            uploadFlags += masked;
        });
    }

    /** The next line of the exchange, on which {@code reader} stands. */
    void line(Entry entry, RecordingReader reader) throws IOException {
        LineEdit edit = new LineEdit(reader.json(), text -> redactor.text(text, secrets));
        current = Optional.of(edit);
        if (entry instanceof Entry.Frame frame) {
            frame(frame.raw(), frame.parts(), frame.redactions(), edit);
        } else if (entry instanceof Entry.Partial partial) {
            frame(partial.raw(), partial.parts(), partial.redactions(), edit);
        } else if (entry instanceof Entry.Body body) {
            body(body, edit);
        } else if (entry instanceof Entry.Request request) {
            request(request, edit);
        } else if (entry instanceof Entry.Upload upload) {
            upload(upload, edit);
        } else if (entry instanceof Entry.Response response) {
            undecoded = response.undecoded();
            write(edit.headers(redactor.fields(response.headers(), secrets)));
        } else if (entry instanceof Entry.Interim interim) {
            write(edit.headers(redactor.fields(interim.headers(), secrets)));
        } else if (entry instanceof Entry.Trailers trailers) {
            write(edit.headers(redactor.fields(trailers.fields(), secrets)));
        } else if (entry instanceof Entry.End end) {
            finish();
            write(ended(end, edit));
        } else {
            write(edit);
        }
    }

    /** No more lines, perhaps not even an end. */
    void finish() throws IOException {
        current = Optional.empty();
        bodies.end();
        uploads.end();
        if (ready.size() > 0) {
            LineBuffer line = new LineBuffer();
            LineEncoder.encode(new Entry.Upload(lastUpload, Payload.owning(takeReady()), uploadFlags), line);
            taken += uploadFlags;
            uploadFlags = 0;
            out.write(line.array(), 0, line.length());
        }
        if (unseen) {
            notices.add("a body in it is recorded as its content coding has it, and was not looked into");
            unseen = false;
        }
    }

    long taken() {
        return taken;
    }

    List<String> notices() {
        return notices;
    }

    private void frame(Payload raw, List<Part> parts, int flags, LineEdit edit) throws IOException {
        byte[] bytes = raw.array();
        before += bytes.length;
        List<Secret> found = search.find(bytes, 0, bytes.length);
        if (found.isEmpty()) {
            digest.same(bytes, 0, bytes.length);
        } else {
            Masked masked = Masked.of(bytes, 0, parts, bytes.length, found, redactor);
            digest.masked(bytes, 0, bytes.length, masked.bytes());
            edit.payload("", "raw", masked.bytes());
            edit.parts(masked.parts()).redactions(flags + found.size());
            taken += found.size();
        }
        write(edit);
    }

    private void body(Entry.Body body, LineEdit edit) throws IOException {
        byte[] bytes = body.bytes().array();
        before += bytes.length;
        if (body.encoded() || undecoded) {
            bodies.end();
            digest.same(bytes, 0, bytes.length);
            unseen = true;
            write(edit);
            return;
        }
        bodyFlags += body.redactions();
        // Parts that do not add up tell nothing.
        boolean told = body.parts().stream().mapToInt(Part::bytes).sum() == bytes.length;
        List<Part> parts = told && bytes.length > 0 ? body.parts() : List.of(new Part(bytes.length, body.t()));
        bodies.chunks(parts, bytes, 0, bytes.length);
    }

    /** What {@link #bodies} made of one line, or of several between which a secret might have stood. */
    private void bodyLine(long t, byte[] bytes, int offset, int length, List<Part> parts, int masked) {
        taken += masked;
        try {
            boolean whole = current.isPresent() && current.get().isPayload("text", bytes, offset, length);
            if (masked == 0 && whole) {
                write(current.get());
            } else {
                LineBuffer line = new LineBuffer();
                LineEncoder.body(t, bytes, offset, length, false, parts, bodyFlags + masked, line);
                out.write(line.array(), 0, line.length());
            }
            bodyFlags = 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void request(Entry.Request request, LineEdit edit) throws IOException {
        encodedUploads = request.encoding().isEmpty()
                && Field.first(request.headers(), "content-encoding")
                        .filter(coding -> !ContentDecoder.codings(coding).isEmpty())
                        .isPresent();
        int flags = request.redactions();
        String url = redactor.url(request.url(), secrets);
        if (!url.equals(request.url())) {
            edit.text("url", url);
            flags++;
            taken++;
        }
        edit.headers(redactor.fields(request.headers(), secrets));
        write(edit.redactions(flags + uploaded("body", request.body(), edit)));
    }

    private void upload(Entry.Upload upload, LineEdit edit) throws IOException {
        lastUpload = upload.t();
        write(edit.redactions(upload.redactions() + uploaded("", upload.body(), edit)));
    }

    /** Leaves of the body's bytes in {@code edit} what is harmless; returns how many secrets were taken out. */
    private int uploaded(String member, Payload body, LineEdit edit) {
        if (encodedUploads) {
            unseen |= body.size() > 0;
            return 0;
        }
        uploads.chunk(0, body.array(), 0, body.size());
        if (!uploadsFollow) {
            uploads.end();
        }
        edit.payload(member, "text", takeReady());
        int masked = uploadFlags;
        taken += masked;
        uploadFlags = 0;
        return masked;
    }

    private LineEdit ended(Entry.End end, LineEdit edit) {
        String now = digest.recordedHex();
        Optional<String> was = digest.wireHex();
        if (was.isEmpty()) {
            return edit;
        }
        edit.number("bytes", end.bytes() + digest.bytes() - before);
        if (was.get().equalsIgnoreCase(end.sha256())) {
            edit.text("sha256", now);
            edit.text("wire_sha256", end.wireSha256().orElse(end.sha256()));
        } else {
            // To compute a new one would have what was changed by hand pass for what was on the wire.
            notices.add("its hash was not that of its lines before, and is left as it was");
        }
        return edit;
    }

    private byte[] takeReady() {
        byte[] bytes = ready.toByteArray();
        ready.reset();
        return bytes;
    }

    private void write(LineEdit edit) throws IOException {
        taken += edit.write(out);
    }
}
