package dev.wiretape.replay;

import dev.wiretape.access.Door;
import dev.wiretape.recording.Session;
import dev.wiretape.recording.fault.Faults;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What to replay, and how. Immutable. */
public final class ReplayOptions {
    private final Path path;
    private String host = "127.0.0.1";
    private int port;
    private Door door = Door.ofThisMachine();
    private Pace pace = Pace.RECORDED;
    private MatchMode match = MatchMode.AUTO;
    private Optional<Repeat> repeat = Optional.empty();
    private Optional<String> sessionField = Optional.empty();
    private Faults faults = Faults.NONE;
    private List<JsonPlace> ignored = List.of();
    private boolean explains;
    private Stepping stepping = Stepping.NONE;
    private Optional<Elsewhere> elsewhere = Optional.empty();
    private Optional<Session> session = Optional.empty();
    private Consumer<Notice> listener = notice -> {};

    private ReplayOptions(Path path) {
        this.path = path;
    }

    /** At the recorded pace, on a free port of 127.0.0.1, matched automatically, without loop, faults and listener. */
    public static ReplayOptions of(Path path) {
        return new ReplayOptions(path);
    }

    /** A recording or a session's folder. */
    public Path path() {
        return path;
    }

    /** The address to listen on. */
    public String host() {
        return host;
    }

    /** The port to listen on, 0 picks a free one. */
    public int port() {
        return port;
    }

    /** Who may use it. */
    public Door door() {
        return door;
    }

    /** How fast recorded time runs. */
    public Pace pace() {
        return pace;
    }

    /** Which recording answers a request. */
    public MatchMode match() {
        return match;
    }

    /** What answers a request that was asked more often than it was recorded. */
    public Repeat repeat() {
        return repeat.orElse(Repeat.in(match));
    }

    /** The header field that tells clients' sessions apart; empty where what agents send is to tell. */
    public Optional<String> sessionField() {
        return sessionField;
    }

    /** What breaks in the answers. */
    public Faults faults() {
        return faults;
    }

    /** Places in requests that never count. */
    public List<JsonPlace> ignored() {
        return ignored;
    }

    /** Whether each choice of a recording is told with its reason. */
    public boolean explains() {
        return explains;
    }

    /** Whether and where answers are held. */
    public Stepping stepping() {
        return stepping;
    }

    /** Who answers what no recording does, nobody unless that is asked for. */
    public Optional<Elsewhere> elsewhere() {
        return elsewhere;
    }

    /** Where what is served is recorded. */
    public Optional<Session> session() {
        return session;
    }

    /** Told what is served, called from any thread, must not block. */
    public Consumer<Notice> listener() {
        return listener;
    }

    /** The same, listening elsewhere. */
    public ReplayOptions listen(String newHost, int newPort) {
        return with(changed -> {
            changed.host = newHost;
            changed.port = newPort;
            changed.door = door.knownAs(newHost);
        });
    }

    /** The same for others to use. */
    public ReplayOptions admitting(Door newDoor) {
        return with(changed -> changed.door = newDoor);
    }

    /** The same with somebody who answers what no recording does. */
    public ReplayOptions elsewhere(Elsewhere other) {
        return with(changed -> changed.elsewhere = Optional.of(other));
    }

    /** The same, with what is served recorded in a session. */
    public ReplayOptions recordedIn(Session newSession) {
        return with(changed -> changed.session = Optional.of(newSession));
    }

    /** The same at another pace. */
    public ReplayOptions pace(Pace newPace) {
        return with(changed -> changed.pace = newPace);
    }

    /** The same with another choice of recordings. */
    public ReplayOptions match(MatchMode newMatch) {
        return with(changed -> changed.match = newMatch);
    }

    /** The same with another answer to what was not recorded so often. */
    public ReplayOptions repeat(Repeat newRepeat) {
        return with(changed -> changed.repeat = Optional.of(newRepeat));
    }

    /** The same with another header field (its name in lower case) that tells clients' sessions apart. */
    public ReplayOptions sessionField(String newField) {
        return with(changed -> changed.sessionField = Optional.of(newField));
    }

    /** The same with other faults. */
    public ReplayOptions faults(Faults newFaults) {
        return with(changed -> changed.faults = newFaults);
    }

    /** The same with other places that never count. */
    public ReplayOptions ignored(List<JsonPlace> newIgnored) {
        return with(changed -> changed.ignored = List.copyOf(newIgnored));
    }

    /** The same, with or without reasons. */
    public ReplayOptions explains(boolean newExplains) {
        return with(changed -> changed.explains = newExplains);
    }

    /** The same with answers that are held. */
    public ReplayOptions stepping(Stepping newStepping) {
        return with(changed -> changed.stepping = newStepping);
    }

    /** The same with somebody who is told. */
    public ReplayOptions listener(Consumer<Notice> newListener) {
        return with(changed -> changed.listener = newListener);
    }

    private ReplayOptions with(Consumer<ReplayOptions> change) {
        ReplayOptions changed = new ReplayOptions(path);
        changed.host = host;
        changed.port = port;
        changed.door = door;
        changed.pace = pace;
        changed.match = match;
        changed.repeat = repeat;
        changed.sessionField = sessionField;
        changed.faults = faults;
        changed.ignored = ignored;
        changed.explains = explains;
        changed.stepping = stepping;
        changed.elsewhere = elsewhere;
        changed.session = session;
        changed.listener = listener;
        change.accept(changed);
        return changed;
    }
}
