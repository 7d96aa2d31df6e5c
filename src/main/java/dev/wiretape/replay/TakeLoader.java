package dev.wiretape.replay;

import dev.wiretape.recording.DamagedRecordingException;
import dev.wiretape.recording.Entry;
import dev.wiretape.recording.Exchange;
import dev.wiretape.recording.Field;
import dev.wiretape.recording.Line;
import dev.wiretape.recording.PieceReader;
import dev.wiretape.recording.Recording;
import dev.wiretape.recording.RecordingReader;
import dev.wiretape.recording.SessionFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Finds what can be served in a recording or a session's folder; keeps no bodies. */
final class TakeLoader {
    /** A token (RFC 9110 §5.6.2); HAR has HTTP/2's pseudo fields among the others. */
    private static final Pattern NAME = Pattern.compile(":?[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");

    private TakeLoader() {}

    /**
     * All exchanges that can be served, in recorded order. {@code told} hears of what is wrong with the files.
     *
     * @throws NoSuchFileException where there is no such path, or a folder without recordings
     * @throws DamagedRecordingException where nothing can be served
     */
    static Catalogue load(Path path, Manners manners, Consumer<Notice> told) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        List<Path> files = Files.isDirectory(path) ? SessionFolder.recordings(path) : List.of(path);
        if (files.isEmpty()) {
            throw new NoSuchFileException(path.toString(), null, "holds no recording");
        }
        List<Take> takes = new ArrayList<>();
        List<DamagedRecordingException> leftOut = new ArrayList<>();
        for (Path file : files) {
            try {
                takes.addAll(takes(file, manners, told, leftOut));
            } catch (DamagedRecordingException e) {
                leftOut.add(e);
            }
        }
        if (takes.isEmpty()) {
            throw leftOut.get(0);
        }
        leftOut.forEach(e -> told.accept(new Notice.Flaw(e.getMessage() + "; it is not served, the others are", true)));
        return new Catalogue(takes);
    }

    private static List<Take> takes(
            Path file, Manners manners, Consumer<Notice> told, List<DamagedRecordingException> leftOut)
            throws IOException {
        Recording recording = Recording.scan(file);
        recording
                .notices(file.toString(), "its exchange is served as far as it can be read")
                .forEach(notice -> told.accept(new Notice.Flaw(notice, recording.damagedLines() > 0)));
        String name = file.getFileName().toString();
        int size = recording.exchanges().size();
        List<Take> takes = new ArrayList<>();
        int number = 0;
        for (Exchange exchange : recording.exchanges()) {
            number++;
            Optional<DamagedRecordingException> why = unservable(exchange);
            why.ifPresent(leftOut::add);
            if (why.isEmpty()) {
                // The last one, if it was not seen to end, may still grow.
                boolean grows = number == size && exchange.end().isEmpty();
                takes.add(take(
                        size > 1 ? name + "#" + number : name,
                        exchange,
                        grows ? Long.MAX_VALUE : exchange.to(),
                        manners));
            }
        }
        return takes;
    }

    /** A head that HTTP cannot carry would otherwise break off in the middle, or say what nobody recorded. */
    private static Optional<DamagedRecordingException> unservable(Exchange exchange) {
        if (exchange.response().isPresent()) {
            Entry.Response response = exchange.response().get();
            boolean status = response.status() >= 100 && response.status() <= 999;
            boolean reason = !CONTROL.matcher(response.reason()).find();
            Optional<Field> field = response.headers().stream()
                    .filter(f -> !NAME.matcher(f.name()).matches()
                            || CONTROL.matcher(f.value()).find())
                    .findFirst();
            if (!status || !reason || field.isPresent()) {
                return Optional.of(new DamagedRecordingException(
                        exchange.file(),
                        exchange.linesBefore() + 1,
                        "begins an exchange that cannot be served, for its answer has "
                                + (!status
                                        ? "the status " + response.status()
                                        : reason ? "a header field that is none" : "a reason phrase that is none")));
            }
        }
        return Optional.empty();
    }

    private static Take take(String name, Exchange exchange, long to, Manners manners) {
        return new Take(
                name,
                exchange.request()
                        .map(request -> Asked.of(request, request.body().toBytes(), manners)),
                exchange.end(),
                new InFile(exchange.file(), exchange.from(), to, exchange.linesBefore()));
    }

    /** An exchange's lines in a file. */
    private record InFile(Path file, long from, long to, long linesBefore) implements Take.Opener {
        @Override
        public Entries open() throws IOException {
            RecordingReader reader = RecordingReader.open(file, from, to, linesBefore);
            return new FileEntries(() -> reader.next().map(Line::entry), reader);
        }

        @Override
        public Entries openInPieces() throws IOException {
            PieceReader reader = PieceReader.open(file, from, to, linesBefore);
            return new FileEntries(reader::next, reader);
        }
    }
}
