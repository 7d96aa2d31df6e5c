/**
 * Microbenchmarks of the floors {@code sse} and {@code message}: {@code mvn -Pjmh test-compile exec:exec}; with
 * {@code -Djmh="-f 1 Fold"} what follows goes to JMH.
 *
 * <p>They know nothing of HTTP, processes or terminals: whole ways are measured by {@code src/bench}.
 */
package dev.wiretape.jmh;
