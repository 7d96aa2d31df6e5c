package dev.wiretape.replay;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** The answers that are on their way, where somebody wants to hold them. Thread-safe. */
final class Stage {
    private final Stepping how;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, Scene> scenes = new ConcurrentSkipListMap<>();

    Stage(Stepping how) {
        this.how = how;
    }

    boolean isControlled() {
        return how.controlled();
    }

    Scene enter(Scene.About about, List<Cue> cues) {
        Scene scene = new Scene(numbers.incrementAndGet(), about, cues, how);
        scenes.put(scene.id, scene);
        return scene;
    }

    void leave(Scene scene) {
        scenes.remove(scene.id);
    }

    List<Scene> scenes() {
        return List.copyOf(scenes.values());
    }

    Optional<Scene> scene(long id) {
        return Optional.ofNullable(scenes.get(id));
    }
}
