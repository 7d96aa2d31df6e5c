/**
 * The terminal: what it sends as messages, a page as what it shows, and everything needed to leave it as it was found.
 *
 * <p>The only place that knows Lanterna. It must never know a recording or what a page says.
 */
package dev.wiretape.tui.term;
