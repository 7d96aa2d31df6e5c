/**
 * Recordings in other people's tests: an extension for JUnit 5 that serves them.
 *
 * <p>It knows the replay and JUnit, never the commands; JUnit itself comes with the tests that use it.
 */
package dev.wiretape.junit;
