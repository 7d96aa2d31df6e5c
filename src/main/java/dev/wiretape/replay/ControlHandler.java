package dev.wiretape.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wiretape.recording.fault.Spot;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The control API: who is where ({@code GET /__wiretape/}), and {@code POST /__wiretape/ID/ACTION}, where ID may be {@code
 * all}.
 */
final class ControlHandler {
    /** Where it is; never matched against recordings. */
    static final String PREFIX = "/__wiretape/";

    private static final Pattern COMMAND =
            Pattern.compile("/__wiretape/(all|\\d{1,18})/(pause|step|continue|speed|cut|close|reset)");

    private final Stage stage;

    ControlHandler(Stage stage) {
        this.stage = stage;
    }

    void handle(HttpServerRequest request) {
        Matcher command = COMMAND.matcher(request.path());
        if (request.path().equals(PREFIX) && request.method().equals(HttpMethod.GET)) {
            answer(request, 200, list());
        } else if (command.matches() && request.method().equals(HttpMethod.POST)) {
            act(request, command.group(1), command.group(2));
        } else {
            answer(
                    request,
                    404,
                    error("there are GET " + PREFIX + " and POST " + PREFIX
                            + "ID/pause, step[?frames=N], continue[?until=PLACE], speed?to=N, cut, close and reset"));
        }
    }

    private void act(HttpServerRequest request, String id, String action) {
        List<Scene> scenes = id.equals("all")
                ? stage.scenes()
                : stage.scene(Long.parseLong(id)).map(List::of).orElse(List.of());
        if (scenes.isEmpty() && !id.equals("all")) {
            answer(request, 404, error("no answer has the number " + id));
            return;
        }
        try {
            for (Scene scene : scenes) {
                act(scene, action, request);
            }
            answer(request, 200, object().put("done", scenes.size()));
        } catch (IllegalArgumentException e) {
            answer(request, 400, error(String.valueOf(e.getMessage())));
        }
    }

    private static void act(Scene scene, String action, HttpServerRequest request) {
        Playback playback = scene.playback().orElseThrow(() -> new IllegalArgumentException("it has not begun"));
        switch (action) {
            case "pause" -> playback.pause();
            case "step" -> {
                int frames = Integer.parseInt(
                        Optional.ofNullable(request.getParam("frames")).orElse("1"));
                playback.resume(() -> scene.step(frames));
            }
            case "continue" -> {
                Optional<Spot> until =
                        Optional.ofNullable(request.getParam("until")).map(Spot::parse);
                playback.resume(() -> scene.run(until));
            }
            case "speed" -> {
                String to = Optional.ofNullable(request.getParam("to")).orElse("");
                double speed = to.equals("max") ? Double.POSITIVE_INFINITY : Double.parseDouble(to);
                playback.pace(new Pace(speed, OptionalLong.empty()));
            }
            case "cut" -> playback.finish(Cue.Ending.CLEAN);
            case "close" -> playback.finish(Cue.Ending.CUT);
            case "reset" -> playback.finish(Cue.Ending.RESET);
            default -> throw new IllegalStateException(action);
        }
    }

    private ObjectNode list() {
        ObjectNode list = object();
        ArrayNode answers = list.putArray("answers");
        for (Scene scene : stage.scenes()) {
            answers.addObject()
                    .put("id", scene.id)
                    .put("request", scene.request)
                    .put("recording", scene.recording)
                    .put("sent", scene.sent())
                    .put("frames", scene.frames())
                    .put("held", scene.isHeld())
                    .put("next", scene.next());
        }
        return list;
    }

    private static ObjectNode error(String message) {
        return object().put("error", message);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static void answer(HttpServerRequest request, int status, ObjectNode body) {
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(body + "\n");
    }
}
