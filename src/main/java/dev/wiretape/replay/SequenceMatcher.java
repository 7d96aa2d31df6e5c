package dev.wiretape.replay;

/** {@link MatchMode#SEQUENCE}. */
final class SequenceMatcher implements Matcher {
    private final Catalogue catalogue;
    private final boolean loop;
    private long asked;

    SequenceMatcher(Catalogue catalogue, boolean loop) {
        this.catalogue = catalogue;
        this.loop = loop;
    }

    @Override
    public synchronized Match match(Asked request) {
        int size = catalogue.takes().size();
        if (size == 0) {
            return new Match.None(Match.Reason.UNKNOWN);
        }
        long nth = asked++;
        int index = (int) (loop ? nth % size : Math.min(nth, size - 1));
        return new Match.Found(catalogue.takes().get(index), Match.How.IN_SEQUENCE);
    }
}
