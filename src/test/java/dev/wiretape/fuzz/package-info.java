/**
 * Inputs that nobody would write. The targets stand beside what they try, as {@code Fuzz…}; Jazzer runs them for as long as
 * one likes ({@code src/test/fuzz}), and every build runs what it once found, and some hundred mutations of it.
 */
package dev.wiretape.fuzz;
