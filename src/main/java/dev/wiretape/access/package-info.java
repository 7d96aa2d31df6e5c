/**
 * Who may use a listener of ours: programs of this machine, and others that know a token; never pages in a browser.
 *
 * <p>Header fields in, a verdict out. It must never know a connection, a recording, or what is asked for.
 */
package dev.wiretape.access;
