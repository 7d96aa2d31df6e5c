/**
 * The child of {@code run}: the environment that leads it through the recorder, and its life as a process.
 *
 * <p>It must never know what goes through the recorder.
 */
package dev.wiretape.cli.child;
