/**
 * What makes a client of a tunnel believe that it speaks to the host it asked for: certificates chosen by its tunnel and
 * the name it gives (SNI).
 *
 * <p>It must never know a request, a recording, or what becomes of a connection.
 */
package dev.wiretape.proxy.intercept;
