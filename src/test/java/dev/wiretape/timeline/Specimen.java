package dev.wiretape.timeline;

/** For a rule, an exchange that breaks it and one that just does not. */
record Specimen(String rule, Exchanges breaks, Exchanges nearMiss) {
    /** Two whole streams. */
    static Specimen of(String rule, String breaks, String nearMiss) {
        return new Specimen(rule, Exchanges.of(breaks), Exchanges.of(nearMiss));
    }

    @Override
    public String toString() {
        return rule;
    }
}
