/**
 * What is on the screen, as one immutable record, its size included; what keys do to it, as pure functions; and the table
 * of keys.
 *
 * <p>It must never know a terminal, a thread or a file.
 */
package dev.wiretape.tui.model;
