package dev.wiretape.replay;

import dev.wiretape.recording.fault.Spot;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Holds and breaks the answers that are on their way. Where a number of an answer may be given, none means all of them; for
 * one that is not there all throw {@link NoSuchElementException}. Thread-safe.
 */
public final class Control {
    private final Stage stage;

    Control(Stage stage) {
        this.stage = stage;
    }

    /**
     * An answer on its way.
     *
     * @param id its number
     * @param exchange the number under which it is recorded in the replay's session; empty where it is not
     * @param client the address and port of who gets it
     * @param request method and target
     * @param recording the name of the recording it is made of
     * @param sent how many frames the client has been sent
     * @param frames how many there are
     * @param held whether it waits
     * @param next the frame that comes next; empty behind the last
     */
    public record Served(
            long id,
            OptionalLong exchange,
            String client,
            String request,
            String recording,
            int sent,
            int frames,
            boolean held,
            String next) {}

    /** Who is where, in the order of their requests. */
    public List<Served> answers() {
        return stage.scenes().stream().map(Control::served).toList();
    }

    /** Holds answers where they are. Returns how many. */
    public int pause(OptionalLong id) {
        return each(id, scene -> playback(scene).pause());
    }

    /** Sends the next frame of answers at once, and so many in all. Returns how many answers. */
    public int step(OptionalLong id, int frames) {
        return each(id, scene -> playback(scene).step(() -> scene.step(frames)));
    }

    /**
     * Lets answers go on to the next place where they wait anyway, or are to wait once.
     *
     * @return how many; fails with {@link dev.wiretape.recording.fault.FaultSyntaxException} where that place is nowhere in
     *     what is still to come of an answer, which then stays where it is
     */
    public Future<Integer> proceed(OptionalLong id, Optional<Spot> until) {
        return tryEach(id, scene -> playback(scene).resume(() -> scene.run(until)));
    }

    /** Has answers go on at another speed, from where they are. Returns how many. */
    public int speed(OptionalLong id, double factor) {
        return each(id, scene -> playback(scene).speed(factor));
    }

    /** Ends answers as though all had been sent. Returns how many. */
    public int cut(OptionalLong id) {
        return each(id, scene -> playback(scene).finish(Cue.Ending.CLEAN));
    }

    /** Closes the connection in the middle of answers. Returns how many. */
    public int close(OptionalLong id) {
        return each(id, scene -> playback(scene).finish(Cue.Ending.CUT));
    }

    /** Resets the connection in the middle of answers. Returns how many. */
    public int reset(OptionalLong id) {
        return each(id, scene -> playback(scene).finish(Cue.Ending.RESET));
    }

    /**
     * Breaks what is still to come of answers, in the words of {@code --fault}; without a place, at the next frame.
     *
     * @return how many; fails with {@link dev.wiretape.recording.fault.FaultSyntaxException} where the fault is none or
     *     would hit nothing
     */
    public Future<Integer> inject(OptionalLong id, String spec) {
        return tryEach(id, scene -> playback(scene).insert(spec));
    }

    private Future<Integer> tryEach(OptionalLong id, Function<Scene, Future<Void>> action) {
        List<Future<Void>> done = new ArrayList<>();
        int count = each(id, scene -> done.add(action.apply(scene)));
        return Future.all(done).map(count);
    }

    private int each(OptionalLong id, Consumer<Scene> action) {
        List<Scene> scenes = id.isEmpty() ? stage.scenes() : List.of(scene(id.getAsLong()));
        scenes.forEach(action);
        return scenes.size();
    }

    private Scene scene(long id) {
        return stage.scene(id).orElseThrow(() -> new NoSuchElementException("no answer has the number " + id));
    }

    private static Playback playback(Scene scene) {
        return scene.playback().orElseThrow(() -> new NoSuchElementException("it has not begun"));
    }

    private static Served served(Scene scene) {
        return new Served(
                scene.id,
                scene.about.exchange(),
                scene.about.client(),
                scene.about.request(),
                scene.about.recording(),
                scene.sent(),
                scene.frames(),
                scene.isHeld(),
                scene.next());
    }
}
