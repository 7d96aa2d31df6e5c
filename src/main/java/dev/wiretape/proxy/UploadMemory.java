package dev.wiretape.proxy;

/**
 * How much of the requests' bodies an event loop may keep until they are recorded. A body that is too large, or that
 * comes while too much is kept already, is recorded in pieces.
 */
final class UploadMemory {
    private static final int MOST_OF_ONE = 2 * 1024 * 1024;
    private static final int MOST_OF_ALL = 6 * 1024 * 1024;

    private int taken;

    /** A part for one request, nothing yet. */
    Share share() {
        return new Share();
    }

    /** What one request has taken. */
    final class Share {
        private int mine;

        private Share() {}

        /** Takes more; false where no more should be. It counts as taken all the same. */
        boolean take(int bytes) {
            mine += bytes;
            taken += bytes;
            return mine <= MOST_OF_ONE && taken <= MOST_OF_ALL;
        }

        /** Gives all of it back. */
        void giveBack() {
            taken -= mine;
            mine = 0;
        }
    }
}
