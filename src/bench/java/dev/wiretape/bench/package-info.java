/**
 * The end-to-end benchmark: a scripted upstream, a load generator, and the ways between them, compared in one run.
 *
 * <p>It drives the product only as a user does, through its command line, and uses nothing but the JDK; it must never
 * import a package of the product, or it would measure itself.
 */
package dev.wiretape.bench;
