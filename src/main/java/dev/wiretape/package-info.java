/**
 * Wiretape: a tape deck for AI event streams. The packages are floors; a package imports only floors below it, along
 * these lines, and {@code FloorsTest} holds the code to the drawing.
 *
 * <pre>
 * 4  cli | junit                     commands, wiring, exit codes | recordings in tests
 * 3  proxy | replay | tui            three shells that do not know each other (Vert.x, Vert.x, Lanterna)
 * 2  timeline                        time × meaning: spans, gaps, first-token time, findings
 * 1  recording | message | access    the file | the Anthropic message | who may come in
 * 0  sse                             bytes ⇄ lines ⇄ events
 * </pre>
 *
 * <p>{@code sse} knows java.base alone. {@code recording} stores frames without understanding them and never imports
 * {@code message}. {@code proxy} never imports {@code message} or {@code timeline}: a proxy that understands the
 * payload will one day break it. {@code message} knows no time and no file. {@code timeline} is pure. {@code tui} knows
 * no Vert.x.
 */
package dev.wiretape;
