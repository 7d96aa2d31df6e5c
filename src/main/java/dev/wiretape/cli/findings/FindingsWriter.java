package dev.wiretape.cli.findings;

/** Writes what the linter found, exchange by exchange. */
public interface FindingsWriter {
    /** The next exchange, whether anything was found in it or not. */
    void exchange(CheckedExchange exchange);

    /** There are no more. */
    void end();
}
