package dev.wiretape.timeline;

import dev.wiretape.message.Change;
import dev.wiretape.sse.Event;
import java.util.Optional;

/**
 * A frame and what it meant.
 *
 * @param number its number, from 0
 * @param t arrival of the chunk that completed it, µs since the exchange began
 * @param raw its bytes; not to be written to
 * @param event what it dispatched
 * @param change what that did to the message; empty where there is none, or the stream is none of the Messages API
 */
record Seen(int number, long t, byte[] raw, Optional<Event> event, Optional<Change> change) {}
