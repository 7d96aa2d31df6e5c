package dev.wiretape.access;

import java.util.Optional;

/**
 * Why a request is not let in.
 *
 * @param status the HTTP status
 * @param type the API's word for such an error
 * @param message in words, for a person
 * @param challenge name and value of the header field that says how to come in (RFC 9110 §11)
 */
public record Denial(int status, String type, String message, Optional<Challenge> challenge) {
    /** A header field. */
    public record Challenge(String name, String value) {}

    static Optional<Denial> of(int status, String type, String message) {
        return Optional.of(new Denial(status, type, message, Optional.empty()));
    }
}
