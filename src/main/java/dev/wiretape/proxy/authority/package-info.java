/**
 * The local certificate authority that lets the recorder answer for intercepted hosts, and for nobody else.
 *
 * <p>Keys and certificates only: it must never know a connection, an exchange, or any store of the system.
 */
package dev.wiretape.proxy.authority;
