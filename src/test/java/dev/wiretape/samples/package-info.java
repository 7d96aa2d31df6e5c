/**
 * Where the recordings in {@code recordings/} come from: invented exchanges with the Messages API, told chunk by chunk
 * with lifelike times, played by a scripted upstream and recorded by our own recorder.
 *
 * <p>It must never hold anybody's data, nor anything that another test computes with.
 */
package dev.wiretape.samples;
