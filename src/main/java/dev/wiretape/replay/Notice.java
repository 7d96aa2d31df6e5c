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

    /** A recording could not be served to its end; the client was cut off. */
    record Broken(String request, String recording, String why) implements Notice {
        @Override
        public String line() {
            return request + " <- " + recording + " broke off: " + why;
        }
    }
}
