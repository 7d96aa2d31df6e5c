package dev.wiretape.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The data of one event, taken apart as far as the fold needs it. */
final class WireEvent {
    /** Why the data is no JSON value, empty if it is one. */
    String notJson = "";

    /** Whether it is an object. */
    boolean object;

    /** The {@code type}, null where there is none or it is no string. */
    String type;

    /** Whether {@code index} is an integer, and which. */
    boolean hasIndex;

    long index;

    /** The {@code delta}, null where there is none. */
    Member delta;

    /** The {@code type} of the delta, empty where there is none or it is no string. */
    String deltaType = "";

    /** The other members of the delta; none where it is no object. */
    final List<Member> deltaMembers = new ArrayList<>(2);

    /** All other members. */
    final List<Member> others = new ArrayList<>(2);

    /** The last of the other members with that name. */
    Optional<Member> other(String name) {
        Member found = null;
        for (Member member : others) {
            if (member.name.equals(name)) {
                found = member;
            }
        }
        return Optional.ofNullable(found);
    }

    /**
     * A member, with its place in the data rather than a copy of it.
     *
     * @param text the decoded string, null where the value is no string
     */
    record Member(String name, String text, String data, int start, int end) {
        RawJson raw() {
            return new RawJson(data.substring(start, end));
        }
    }
}
