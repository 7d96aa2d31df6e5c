/**
 * The terminal UI: one immutable model, a pure update, a pure view, a table of keys, and one impure loop.
 *
 * <p>Its one source are recordings, finished or growing. It must never know Vert.x, the recorder or the replay.
 */
package dev.wiretape.tui;
