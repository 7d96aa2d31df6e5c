package dev.wiretape.sse;

/**
 * One event as the HTML standard dispatches it (§9.2.6).
 *
 * @param type the event's type; {@code message} where the frame has none or an empty one
 * @param data the {@code data} lines joined with LF
 * @param lastEventId the last event ID in force when the event was dispatched, empty if there is none
 * @param named whether the frame named the type in an {@code event} field
 */
public record Event(String type, String data, String lastEventId, boolean named) {}
