package dev.wiretape.cli;

import java.util.concurrent.CompletableFuture;

/** How somebody asks a command to end that runs until it is told to. */
interface StopRequest {
    /**
     * Completes with the exit code to end with once the wish is there. From the first call on the command answers for
     * its end, within five seconds; before it the process ends as any other.
     */
    CompletableFuture<Integer> asked();
}
