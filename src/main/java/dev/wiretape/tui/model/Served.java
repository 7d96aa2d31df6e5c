package dev.wiretape.tui.model;

/**
 * An answer that is being served, by somebody who can hold and break it.
 *
 * @param id its number there
 * @param exchange the number of its recording in the session that is watched
 * @param client who gets it
 * @param recording of what it is made
 * @param sent how many frames the client has
 * @param frames how many there are
 * @param held whether it waits
 * @param next the frame that comes next; empty behind the last
 */
public record Served(
        long id, long exchange, String client, String recording, int sent, int frames, boolean held, String next) {}
