package dev.wiretape.replay;

/** Something a person who runs a replay wants to know. */
public sealed interface Notice {
    /** One line, without a line end. */
    String line();

    /**
     * A recording answers a request.
     *
     * @param request method and target
     * @param recording its name
     * @param why it was chosen although the request was not the recorded one; empty if it was
     */
    record Served(String request, String recording, String why) implements Notice {
        @Override
        public String line() {
            return request + " <- " + recording + (why.isEmpty() ? "" : " (" + why + ")");
        }
    }

    /** No recording answers a request, or none that can be read: it got an error that says why. */
    record Unmatched(String request, String why) implements Notice {
        @Override
        public String line() {
            return request + " <- refused: " + why;
        }
    }

    /** No recording answers a request: somebody else was asked. */
    record Forwarded(String request) implements Notice {
        @Override
        public String line() {
            return request + " -> forwarded and recorded: no recording answers it";
        }
    }

    /**
     * Something is wrong with what is to be served; told before anything is.
     *
     * @param sentence which file and what, without a full stop
     * @param damaged whether lines are missing in the middle; else its end is torn, as that of one that still grows
     */
    record Flaw(String sentence, boolean damaged) implements Notice {
        @Override
        public String line() {
            return sentence;
        }
    }

    /** A recording could not be served to its end; the client was cut off. */
    record Broken(String request, String recording, String why) implements Notice {
        @Override
        public String line() {
            return request + " <- " + recording + " broke off: " + why;
        }
    }
}
