/**
 * Recordings served as the API: which one answers a request, and at what pace its chunks and its end are sent.
 *
 * <p>It never contacts another host, and knows nothing of the recorder and the terminal.
 */
package dev.wiretape.replay;
