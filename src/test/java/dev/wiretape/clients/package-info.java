/**
 * The official SDKs as clients: what they make of a stream directly, they must make of it through the recorder.
 *
 * <p>Both routes run in one test and only they are compared; what the SDKs ought to do is none of its business.
 */
package dev.wiretape.clients;
