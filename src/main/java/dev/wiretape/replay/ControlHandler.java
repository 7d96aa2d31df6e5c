package dev.wiretape.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wiretape.recording.fault.Spot;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The control API: who is where ({@code GET /__wiretape/}), and {@code POST /__wiretape/ID/ACTION}, where ID may be {@code
 * all}. Only this machine may use it, whoever else may use the replay.
 */
final class ControlHandler {
    /** Where it is; never matched against recordings. */
    static final String PREFIX = "/__wiretape/";

    private static final Pattern COMMAND =
            Pattern.compile("/__wiretape/(all|\\d{1,18})/(pause|step|continue|speed|cut|close|reset|fault)");
    private static final String THERE_ARE = "there are GET " + PREFIX + " and POST " + PREFIX
            + "ID/pause, step[?frames=N], continue[?until=PLACE], speed?to=N, fault?spec=SPEC, cut, close and reset";

    private final Control control;

    ControlHandler(Stage stage) {
        this.control = new Control(stage);
    }

    void handle(HttpServerRequest request) {
        Matcher command = COMMAND.matcher(request.path());
        if (!isLoopback(request.remoteAddress())) {
            answer(request, 403, error("only programs on the replay's own machine may control it"));
        } else if (request.path().equals(PREFIX) && request.method().equals(HttpMethod.GET)) {
            answer(request, 200, list());
        } else if (command.matches() && request.method().equals(HttpMethod.POST)) {
            act(request, command.group(1), command.group(2));
        } else {
            answer(request, 404, error(THERE_ARE));
        }
    }

    private void act(HttpServerRequest request, String id, String action) {
        OptionalLong which = id.equals("all") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(id));
        try {
            act(request, which, action)
                    .onSuccess(done -> answer(request, 200, object().put("done", done)))
                    .onFailure(e -> answer(request, 400, error(String.valueOf(e.getMessage()))));
        } catch (NoSuchElementException e) {
            answer(request, 404, error(String.valueOf(e.getMessage())));
        } catch (IllegalArgumentException e) {
            answer(request, 400, error(String.valueOf(e.getMessage())));
        }
    }

    private Future<Integer> act(HttpServerRequest request, OptionalLong which, String action) {
        return switch (action) {
            case "pause" -> Future.succeededFuture(control.pause(which));
            case "step" -> Future.succeededFuture(control.step(which, frames(request)));
            case "continue" -> Future.succeededFuture(control.proceed(which, until(request)));
            case "speed" -> Future.succeededFuture(control.speed(which, speed(request)));
            case "cut" -> Future.succeededFuture(control.cut(which));
            case "close" -> Future.succeededFuture(control.close(which));
            case "reset" -> Future.succeededFuture(control.reset(which));
            case "fault" -> control.inject(which, parameter(request, "spec").orElse(""));
            default -> throw new IllegalStateException(action);
        };
    }

    private static int frames(HttpServerRequest request) {
        String frames = parameter(request, "frames").orElse("1");
        if (!frames.matches("[1-9]\\d{0,8}")) {
            throw new IllegalArgumentException("frames must be a number from 1, not '" + frames + "'");
        }
        return Integer.parseInt(frames);
    }

    private static Optional<Spot> until(HttpServerRequest request) {
        return parameter(request, "until").map(Spot::parse);
    }

    private static double speed(HttpServerRequest request) {
        String to = parameter(request, "to").orElse("");
        if (to.equals("max")) {
            return Double.POSITIVE_INFINITY;
        }
        if (!to.matches("\\d{1,9}(\\.\\d{1,9})?") || Double.parseDouble(to) == 0) {
            throw new IllegalArgumentException("to must be a number above 0 or max, not '" + to + "'");
        }
        return Double.parseDouble(to);
    }

    private static Optional<String> parameter(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getParam(name));
    }

    private static boolean isLoopback(SocketAddress address) {
        try {
            // A literal address: nobody is asked for it.
            return InetAddress.getByName(address.hostAddress()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private ObjectNode list() {
        ObjectNode list = object();
        ArrayNode answers = list.putArray("answers");
        for (Control.Served served : control.answers()) {
            answers.addObject()
                    .put("id", served.id())
                    .put("client", served.client())
                    .put("request", served.request())
                    .put("recording", served.recording())
                    .put("sent", served.sent())
                    .put("frames", served.frames())
                    .put("held", served.held())
                    .put("next", served.next());
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
