/**
 * What Wiretape promises, tried on the real program in a process of its own: killed, without disk, without descriptors, with
 * hundreds of clients that do not read.
 *
 * <p>Everything here is tried as often as there is time for in every build, and at full scale with {@code
 * -Dwiretape.full=true}. It must never look inside: what counts is what clients and files show.
 */
package dev.wiretape.promises;
