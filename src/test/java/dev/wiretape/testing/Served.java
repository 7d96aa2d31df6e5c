package dev.wiretape.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request at a {@link ScriptedUpstream} and what became of its script. */
public final class Served {
    private volatile ReceivedRequest request;
    private volatile Step at;
    private volatile Optional<Ending> clientEnding = Optional.empty();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();

    Served(ReceivedRequest request) {
        this.request = request;
    }

    /** The request, as far as the script has read it. */
    public ReceivedRequest request() {
        return request;
    }

    /** How the client ended the connection, where the script saw it. */
    public Optional<Ending> clientEnding() {
        return clientEnding;
    }

    /** Whether the script has come to its end. */
    public boolean isFinished() {
        return finished.isDone();
    }

    /** Waits for the script's end; fails if a step failed or after the deadline. */
    public Served awaitFinished(Duration deadline) throws InterruptedException {
        try {
            finished.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            return this;
        } catch (TimeoutException e) {
            throw new AssertionError("after " + deadline + " the upstream's script " + this, e);
        } catch (ExecutionException e) {
            throw new AssertionError("the upstream's script " + this, e.getCause());
        }
    }

    void bodyRead(byte[] body) {
        request = new ReceivedRequest(request.head(), body, request.connection());
    }

    void reached(Step step) {
        at = step;
    }

    void clientEnded(Ending ending) {
        clientEnding = Optional.of(ending);
    }

    void done() {
        finished.complete(null);
    }

    void failed(Throwable cause) {
        finished.completeExceptionally(cause);
    }

    /** Waits for the script's end, however it ends, but no longer than {@code most}. */
    void awaitEnd(Duration most) throws InterruptedException {
        try {
            finished.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // The caller looks at isFinished; failures are gathered by the upstream.
        }
    }

    @Override
    public String toString() {
        return "stands at " + at + " for \"" + request.head().startLine() + "\"";
    }
}
