package dev.wiretape.proxy;

import dev.wiretape.access.AccessToken;
import dev.wiretape.recording.Field;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which header fields go on to the other side (RFC 9110 §7.6.1). Order, case and duplicates stay as they are. */
final class HeaderRules {
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authentication-info",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "transfer-encoding",
            "upgrade",
            // Our own: what lets a client in here is nobody else's affair.
            AccessToken.FIELD.toLowerCase(Locale.ROOT));

    /** What a trailer may not say, since it is too late for it (RFC 9110 §6.5.1). */
    private static final Set<String> NOT_IN_TRAILERS = Set.of(
            "authorization",
            "content-encoding",
            "content-length",
            "content-range",
            "content-type",
            "cookie",
            "expect",
            "host",
            "set-cookie",
            "trailer");

    private HeaderRules() {}

    /** The fields of a Vert.x map, one for each line. */
    static List<Field> fields(MultiMap headers) {
        List<Field> fields = new ArrayList<>(16);
        for (Map.Entry<String, String> header : headers) {
            fields.add(new Field(header.getKey(), header.getValue()));
        }
        return fields;
    }

    /** Whether a message is coded for this hop in a way that the next would not learn of. */
    static boolean hasUnknownCoding(MultiMap headers) {
        List<String> codings = headers.getAll("Transfer-Encoding");
        return !codings.isEmpty()
                && !(codings.size() == 1 && codings.get(0).strip().equalsIgnoreCase("chunked"));
    }

    /** The fields that are meant for the other end, not for the next hop. */
    static List<Field> endToEnd(List<Field> fields) {
        Set<String> dropped = droppedBy(fields);
        List<Field> kept = new ArrayList<>(fields.size());
        for (Field field : fields) {
            if (!dropped.contains(field.key())) {
                kept.add(field);
            }
        }
        return kept;
    }

    /** HTTP/2 sends cookies one by one; elsewhere they are one field (RFC 9113 §8.2.3). */
    static List<Field> joinedCookies(List<Field> fields) {
        List<Field> joined = new ArrayList<>(fields.size());
        int at = -1;
        for (Field field : fields) {
            if (!field.name().equalsIgnoreCase("cookie")) {
                joined.add(field);
            } else if (at < 0) {
                at = joined.size();
                joined.add(field);
            } else {
                joined.set(at, new Field(field.name(), joined.get(at).value() + "; " + field.value()));
            }
        }
        return joined;
    }

    /** The trailer fields that may be passed on. */
    static List<Field> trailers(List<Field> fields) {
        List<Field> kept = new ArrayList<>(fields.size());
        for (Field field : fields) {
            String name = field.key();
            if (!HOP_BY_HOP.contains(name) && !NOT_IN_TRAILERS.contains(name)) {
                kept.add(field);
            }
        }
        return kept;
    }

    /** Whether the message asks to switch to another protocol than cleartext HTTP/2, which is no one else's affair. */
    static boolean isUpgrade(List<Field> fields) {
        return connectionOptions(fields).contains("upgrade")
                && Field.first(fields, "upgrade")
                        .filter(protocol -> !protocol.strip().equalsIgnoreCase("h2c"))
                        .isPresent();
    }

    /** Adds what makes a message an upgrade, for this hop. */
    static void addUpgrade(List<Field> fields, MultiMap to) {
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase("upgrade")) {
                to.add(field.name(), field.value());
            }
        }
        to.add("Connection", "Upgrade");
    }

    /** The options of all {@code Connection} fields, in lower case. */
    static Set<String> connectionOptions(List<Field> fields) {
        Set<String> options = Set.of();
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase("connection")) {
                options = new HashSet<>(options);
                for (String option : field.value().split(",", -1)) {
                    options.add(option.strip().toLowerCase(Locale.ROOT));
                }
            }
        }
        return options;
    }

    private static Set<String> droppedBy(List<Field> fields) {
        Set<String> options = connectionOptions(fields);
        if (HOP_BY_HOP.containsAll(options) || options.equals(Set.of("close"))) {
            return HOP_BY_HOP;
        }
        options.addAll(HOP_BY_HOP);
        // Nobody may have the framing or the address of a message removed by naming it as an option.
        options.removeAll(Set.of("host", "content-length", "content-type", "content-encoding", "date"));
        return options;
    }
}
