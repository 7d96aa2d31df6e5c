/**
 * Hosts, ports and addresses: what a client may ask the recorder to connect to, and through which proxy that is done.
 *
 * <p>It must never know a request, a recording or a connection.
 */
package dev.wiretape.proxy.address;
