package dev.wiretape.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wiretape.recording.fault.FaultSyntaxException;
import dev.wiretape.recording.fault.Spot;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The control API: who is where ({@code GET /__wiretape/}), how well deadlines are kept ({@code GET /__wiretape/pace}), and
 * {@code POST /__wiretape/ID/ACTION}, where ID may be {@code all}. Only this machine may use it, whoever else may use the replay.
 */
final class ControlHandler {
    private static final String ROOT = "/__wiretape";
    private static final Pattern COMMAND =
            Pattern.compile(ROOT + "/(all|\\d{1,18})/(pause|step|continue|speed|cut|close|reset|fault)");
    private static final Pattern ANSWER = Pattern.compile(ROOT + "/(\\d{1,18})/?");
    /** What each action may be told. */
    private static final Map<String, String> PARAMETERS =
            Map.of("step", "frames", "continue", "until", "speed", "to", "fault", "spec");

    private static final String THERE_ARE = "there are GET " + ROOT + "/, " + ROOT + "/ID and " + ROOT
            + "/pace, and POST " + ROOT
            + "/ID/pause, step[?frames=N], continue[?until=PLACE], speed?to=N, fault?spec=SPEC, cut, close and reset"
            + " (ID may be all), and " + ROOT + "/pace/reset";

    private final Stage stage;
    private final Control control;
    private final Punctuality punctuality;

    ControlHandler(Stage stage, Punctuality punctuality) {
        this.stage = stage;
        this.control = new Control(stage);
        this.punctuality = punctuality;
    }

    /** Whether a request is for it; such are never matched against recordings. */
    static boolean isFor(String path) {
        return path.equals(ROOT) || path.startsWith(ROOT + "/");
    }

    void handle(HttpServerRequest request) {
        if (!isLoopback(request.remoteAddress())) {
            answer(request, 403, error("only programs on the replay's own machine may control it"));
            return;
        }
        String path = request.path();
        Matcher command = COMMAND.matcher(path);
        Matcher one = ANSWER.matcher(path);
        if (path.equals(ROOT) || path.equals(ROOT + "/")) {
            only(HttpMethod.GET, request, () -> answer(request, 200, list()));
        } else if (path.equals(ROOT + "/pace")) {
            only(HttpMethod.GET, request, () -> answer(request, 200, pace()));
        } else if (path.equals(ROOT + "/pace/reset")) {
            only(HttpMethod.POST, request, () -> answer(request, 200, object().put("done", punctuality.reset())));
        } else if (one.matches()) {
            only(HttpMethod.GET, request, () -> answer(request, 200, served(Long.parseLong(one.group(1)))));
        } else if (command.matches()) {
            only(HttpMethod.POST, request, () -> act(request, command.group(1), command.group(2)));
        } else {
            answer(request, 404, error(THERE_ARE));
        }
    }

    private static void only(HttpMethod method, HttpServerRequest request, Runnable then) {
        if (!request.method().equals(method)) {
            request.response().putHeader("allow", method.name());
            answer(request, 405, error(request.path() + " is for " + method + "; " + THERE_ARE));
            return;
        }
        try {
            then.run();
        } catch (NoSuchElementException e) {
            answer(request, 404, error(String.valueOf(e.getMessage())));
        } catch (IllegalArgumentException e) {
            answer(request, 400, error(e));
        }
    }

    private void act(HttpServerRequest request, String id, String action) {
        if (!stage.isControlled()) {
            answer(
                    request,
                    409,
                    error("answers can only be held and broken where the replay was started with --control, --step,"
                            + " --pause-at or --tui"));
            return;
        }
        OptionalLong which = id.equals("all") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(id));
        checkParameters(request, action);
        act(request, which, action)
                .onSuccess(done -> answer(request, 200, object().put("done", done)))
                .onFailure(e -> answer(request, 400, error(e)));
    }

    /** What is misspelt would otherwise do something else than was meant. */
    private static void checkParameters(HttpServerRequest request, String action) {
        String known = PARAMETERS.getOrDefault(action, "");
        for (String name : request.params().names()) {
            if (!name.equals(known)) {
                throw new IllegalArgumentException("'" + name + "' is nothing that " + action + " can be told"
                        + (known.isEmpty() ? "" : "; " + known + " is"));
            }
        }
    }

    private Future<Integer> act(HttpServerRequest request, OptionalLong which, String action) {
        return switch (action) {
            case "pause" -> Future.succeededFuture(control.pause(which));
            case "step" -> Future.succeededFuture(control.step(which, frames(request)));
            case "continue" -> control.proceed(which, until(request));
            case "speed" -> Future.succeededFuture(control.speed(which, speed(request)));
            case "cut" -> Future.succeededFuture(control.cut(which));
            case "close" -> Future.succeededFuture(control.close(which));
            case "reset" -> Future.succeededFuture(control.reset(which));
            case "fault" -> control.inject(which, spec(request));
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

    private static String spec(HttpServerRequest request) {
        return parameter(request, "spec")
                .orElseThrow(() -> new IllegalArgumentException(
                        "say what breaks, as with --fault: fault?spec=error=overloaded_error"));
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
        control.answers().forEach(served -> answers.add(json(served)));
        return list;
    }

    private ObjectNode pace() {
        return object().put("chunks", punctuality.count())
                .put("p50_ms", lateness(0.5))
                .put("p99_ms", lateness(0.99))
                .put("p999_ms", lateness(0.999))
                .put("worst_ms", lateness(1));
    }

    /** Milliseconds, to the microsecond. */
    private double lateness(double quantile) {
        return Math.round(punctuality.micros(quantile)) / 1000.0;
    }

    private ObjectNode served(long id) {
        return control.answers().stream()
                .filter(served -> served.id() == id)
                .map(ControlHandler::json)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no answer has the number " + id));
    }

    private static ObjectNode json(Control.Served served) {
        return object().put("id", served.id())
                .put("client", served.client())
                .put("request", served.request())
                .put("recording", served.recording())
                .put("sent", served.sent())
                .put("frames", served.frames())
                .put("held", served.held())
                .put("next", served.next());
    }

    private static ObjectNode error(String message) {
        return object().put("error", message);
    }

    /** With the words there are, where one of them was misspelt. */
    private static ObjectNode error(Throwable e) {
        List<String> known = e instanceof FaultSyntaxException syntax ? syntax.known() : List.of();
        return error(e.getMessage() + (known.isEmpty() ? "" : "; there are " + String.join(", ", known)));
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
