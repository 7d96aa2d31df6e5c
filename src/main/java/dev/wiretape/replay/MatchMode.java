package dev.wiretape.replay;

/** Which recording answers a request. */
public enum MatchMode {
    /**
     * The recordings with the same method, path and body (as JSON, however spelled; as parts, whatever their
     * boundary), in order, the last one again afterwards; without any, the recordings with the same method and path, in order. For a request of which not even
     * the path was recorded there is no answer.
     */
    AUTO,
    /** Only recordings of the very same method, path, query and body (as JSON), and each only once. */
    STRICT,
    /** One recording after the other, whatever is asked; the last one again afterwards. */
    SEQUENCE
}
