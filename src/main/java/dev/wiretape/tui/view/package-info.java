/**
 * The model drawn on a page: pure functions from one to the other.
 *
 * <p>It must never know a terminal, a thread or a file, and never change the model.
 */
package dev.wiretape.tui.view;
