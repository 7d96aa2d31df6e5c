/**
 * Time × meaning: spans, gaps, stalls, first-token time, and the findings of the stream linter.
 *
 * <p>Pure: values in, values out. It must never know a socket, a terminal, a clock or how a file is opened.
 */
package dev.wiretape.timeline;
