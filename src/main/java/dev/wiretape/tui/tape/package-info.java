/**
 * What the viewer knows of the recordings it shows: an index of lines that grows in the background, what their frames
 * say at a glance, the message as of any frame, and the search through all of it.
 *
 * <p>It must never know a terminal, a key or a colour.
 */
package dev.wiretape.tui.tape;
