/**
 * The commands: arguments, wiring of the floors below, output as text or JSON, exit codes.
 *
 * <p>The only place that sees both sides; it must never hold logic that would be worth a unit test of its own.
 */
package dev.wiretape.cli;
