/**
 * A page of cells in memory: the one place where text becomes something that may stand on a terminal. Whatever a stream
 * holds, a cell holds one visible, harmless glyph of known width.
 *
 * <p>It must never know a terminal, a recording or a message.
 */
package dev.wiretape.tui.paint;
