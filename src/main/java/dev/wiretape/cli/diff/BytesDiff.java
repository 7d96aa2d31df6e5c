package dev.wiretape.cli.diff;

import dev.wiretape.recording.Exchange;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Compares statuses, ends and decoded bodies. */
final class BytesDiff {
    private BytesDiff() {}

    static List<Difference> of(Exchange a, Exchange b) throws IOException {
        List<Difference> found = new ArrayList<>();
        add(found, "status", status(a), status(b));
        add(found, "outcome", ExchangeDiff.outcome(a), ExchangeDiff.outcome(b));
        try (InputStream first = new BufferedInputStream(new BodyStream(a));
                InputStream second = new BufferedInputStream(new BodyStream(b))) {
            body(found, first, second);
        }
        return found;
    }

    private static void body(List<Difference> found, InputStream a, InputStream b) throws IOException {
        long offset = 0;
        int fromA = a.read();
        int fromB = b.read();
        while (fromA == fromB && fromA >= 0) {
            offset++;
            fromA = a.read();
            fromB = b.read();
        }
        if (fromA != fromB) {
            found.add(new Difference("body at byte " + offset, octet(fromA), octet(fromB)));
            long lengthA = offset + (fromA < 0 ? 0 : 1 + a.transferTo(OutputStream.nullOutputStream()));
            long lengthB = offset + (fromB < 0 ? 0 : 1 + b.transferTo(OutputStream.nullOutputStream()));
            add(found, "length of the body", lengthA + " bytes", lengthB + " bytes");
        }
    }

    private static String octet(int octet) {
        if (octet < 0) {
            return "the end";
        }
        String hex = String.format(Locale.ROOT, "0x%02X", octet);
        return octet > ' ' && octet < 0x7F ? hex + " " + (char) octet : hex;
    }

    private static String status(Exchange exchange) {
        return exchange.response().map(head -> Integer.toString(head.status())).orElse("no answer");
    }

    private static void add(List<Difference> found, String what, String a, String b) {
        if (!a.equals(b)) {
            found.add(new Difference(what, a, b));
        }
    }
}
