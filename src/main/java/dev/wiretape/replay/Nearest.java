package dev.wiretape.replay;

import dev.wiretape.recording.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The recording most like a request that had no match, and where the two differ.
 *
 * @param differences {@code method}, {@code path}, {@code query}, {@code body} or JSON paths; no more than 200
 */
record Nearest(Take take, List<String> differences) {
    /** How many differences are looked for in one recording. */
    private static final int LIMIT = 200;
    /** How many of them are named. */
    private static final int SHOWN = 8;
    /** How many recorded bodies are read at most for one request. */
    private static final int READ = 200;

    /** How a recording differs from a request; reads its body again. */
    static Nearest compare(Take take, Asked asked) throws IOException {
        List<String> differences = new ArrayList<>();
        Optional<Asked> recorded = take.asked();
        recorded.ifPresent(request -> {
            add(differences, "method", request.method(), asked.method());
            add(differences, "path", request.path(), asked.path());
            if (!request.hasQueryOf(asked)) {
                differences.add("query");
            }
        });
        if (recorded.isPresent() && !recorded.get().hasBodyOf(asked)) {
            differences.addAll(bodies(read(take, asked.manners()), asked));
        }
        return new Nearest(take, List.copyOf(differences));
    }

    /** The recording with the same method and path, if any has them, and the fewest differences; reads files. */
    static Optional<Nearest> of(Catalogue catalogue, Asked asked) throws IOException {
        List<Take> closest = catalogue.takes().stream()
                .filter(take -> take.asked().isPresent())
                .sorted(Comparator.comparingInt(take -> heads(take.asked().orElseThrow(), asked)))
                .limit(READ)
                .toList();
        Nearest best = null;
        for (Take take : closest) {
            if (best != null && headsOf(take, asked) > headsOf(best.take, asked)) {
                break;
            }
            Nearest next = compare(take, asked);
            best = best == null || next.differences.size() < best.differences.size() ? next : best;
        }
        return Optional.ofNullable(best);
    }

    /** In words: {@code $.model, $.messages[0].content and 3 more}. */
    String words() {
        if (differences.isEmpty()) {
            return "nothing";
        }
        List<String> first = differences.subList(0, Math.min(SHOWN, differences.size()));
        int more = differences.size() - first.size();
        String many = differences.size() >= LIMIT ? "many" : Integer.toString(more);
        return String.join(", ", first) + (more == 0 ? "" : " and " + many + " more");
    }

    private static int headsOf(Take take, Asked asked) {
        return heads(take.asked().orElseThrow(), asked);
    }

    private static int heads(Asked recorded, Asked asked) {
        return (recorded.path().equals(asked.path()) ? 0 : 2)
                + (recorded.method().equals(asked.method()) ? 0 : 1);
    }

    private static void add(List<String> differences, String name, String recorded, String asked) {
        if (!recorded.equals(asked)) {
            differences.add(name);
        }
    }

    private static List<String> bodies(Optional<Asked> recorded, Asked asked) {
        if (recorded.flatMap(Asked::json).isEmpty() || asked.json().isEmpty()) {
            return List.of("the body");
        }
        return JsonDiff.paths(recorded.get().json().orElseThrow(), asked.json().get(), LIMIT);
    }

    /** The recorded request with its whole body. */
    static Optional<Asked> read(Take take, Manners manners) throws IOException {
        try (Entries entries = take.open()) {
            Optional<Entry.Request> request = Optional.empty();
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (Optional<Entry> entry = entries.nextSound(); entry.isPresent(); entry = entries.nextSound()) {
                if (entry.get() instanceof Entry.Request line) {
                    request = Optional.of(line);
                    body.writeBytes(line.body().toBytes());
                } else if (entry.get() instanceof Entry.Upload more) {
                    body.writeBytes(more.body().toBytes());
                } else if (entry.get() instanceof Entry.Frame) {
                    break;
                }
            }
            return request.map(line -> Asked.of(line, body.toByteArray(), manners));
        }
    }
}
