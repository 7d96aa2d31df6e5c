package dev.wiretape.cli;

import dev.wiretape.recording.fault.FaultSyntaxException;
import dev.wiretape.recording.fault.Spot;
import dev.wiretape.replay.Control;
import dev.wiretape.tui.Remote;
import dev.wiretape.tui.model.Order;
import dev.wiretape.tui.model.Served;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Takes the screen's orders to the replay. */
final class ReplayRemote implements Remote {
    private final Control control;
    private final Path exports;

    ReplayRemote(Control control, Path exports) {
        this.control = control;
        this.exports = exports;
    }

    @Override
    public List<Served> answers() {
        return control.answers().stream().map(ReplayRemote::served).toList();
    }

    @Override
    public Path exports() {
        return exports;
    }

    @Override
    public void act(long id, Order order, String argument, Consumer<String> tell) {
        try {
            act(OptionalLong.of(id), order, argument, tell);
        } catch (FaultSyntaxException e) {
            tell.accept(FaultOptions.words(e));
        } catch (NoSuchElementException e) {
            tell.accept(String.valueOf(e.getMessage()));
        }
    }

    private void act(OptionalLong id, Order order, String argument, Consumer<String> tell) {
        switch (order) {
            case HOLD -> control.pause(id);
            case GO_ON -> or(tell, control.proceed(id, Optional.empty()));
            case STEP -> control.step(id, 1);
            case RUN_TO -> or(tell, control.proceed(id, Optional.of(Spot.parse(argument))));
            case SPEED -> control.speed(id, Speed.factor(argument));
            case CUT -> control.cut(id);
            case CLOSE -> control.close(id);
            case RESET -> control.reset(id);
            case BREAK ->
                or(
                        tell,
                        control.inject(id, argument)
                                .onSuccess(count -> tell.accept("what is still to come breaks: " + argument)));
        }
    }

    private static void or(Consumer<String> tell, Future<Integer> done) {
        done.onFailure(e -> tell.accept(
                e instanceof FaultSyntaxException wrong ? FaultOptions.words(wrong) : String.valueOf(e.getMessage())));
    }

    private static Served served(Control.Served answer) {
        return new Served(
                answer.id(),
                answer.exchange().orElse(-1),
                answer.client(),
                answer.recording(),
                answer.sent(),
                answer.frames(),
                answer.held(),
                answer.next());
    }
}
