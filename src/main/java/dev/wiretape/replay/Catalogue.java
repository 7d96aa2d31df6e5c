package dev.wiretape.replay;

import java.util.List;
import java.util.function.Predicate;

/** The recordings that can be served, in recorded order. */
record Catalogue(List<Take> takes) {
    Catalogue {
        takes = List.copyOf(takes);
    }

    /** Those whose request satisfies {@code test}; never those without a request. */
    List<Take> like(Predicate<Asked> test) {
        return takes.stream()
                .filter(take -> take.asked().filter(test).isPresent())
                .toList();
    }

    /** Those with the same method, path and body; where some share the query as well, only they. */
    List<Take> exact(Asked asked) {
        List<Take> same =
                like(recorded -> sameBody(recorded, asked) && recorded.path().equals(asked.path()));
        List<Take> sameQuery = same.stream()
                .filter(take -> take.asked().orElseThrow().hasQueryOf(asked))
                .toList();
        return sameQuery.isEmpty() ? same : sameQuery;
    }

    /**
     * Those with the same method and path, and for a POST those that were imported without a request. If there is no
     * such path, one of the two may be the other below a base path ({@code /proxy/v1/messages}).
     */
    List<Take> byPath(Asked asked) {
        List<Take> same = byPath(asked, (a, b) -> a.equals(b));
        return same.isEmpty() ? byPath(asked, Catalogue::below) : same;
    }

    /** Those with the very same request, and for a POST those that were imported without one. */
    List<Take> verySame(Asked asked) {
        return takes.stream()
                .filter(take -> take.asked()
                        .map(recorded -> sameBody(recorded, asked)
                                && recorded.path().equals(asked.path())
                                && recorded.hasQueryOf(asked))
                        .orElse(asked.method().equals("POST")))
                .toList();
    }

    private List<Take> byPath(Asked asked, PathTest test) {
        return takes.stream()
                .filter(take -> take.asked()
                        .map(recorded ->
                                recorded.method().equals(asked.method()) && test.alike(recorded.path(), asked.path()))
                        .orElse(asked.method().equals("POST")))
                .toList();
    }

    private static boolean sameBody(Asked recorded, Asked asked) {
        return recorded.method().equals(asked.method()) && recorded.hasBodyOf(asked);
    }

    /** Whether the paths are the same, or one is the other below a base path. */
    static boolean samePlace(String a, String b) {
        return a.equals(b) || below(a, b);
    }

    private static boolean below(String a, String b) {
        return a.length() > 1 && b.length() > 1 && (a.endsWith(b) || b.endsWith(a));
    }

    private interface PathTest {
        boolean alike(String recorded, String asked);
    }
}
