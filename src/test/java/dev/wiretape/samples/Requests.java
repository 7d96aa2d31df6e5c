package dev.wiretape.samples;

/** The bodies clients send. */
final class Requests {
    private Requests() {}

    /** A streamed question. */
    static String ask(int maxTokens, String system, String question) {
        return request(maxTokens, system, question, "\"stream\": true");
    }

    /** A streamed question with further members, such as {@code "tools": […]}. */
    static String ask(int maxTokens, String system, String question, String more) {
        return request(maxTokens, system, question, more + ", \"stream\": true");
    }

    /** A question whose answer comes in one piece. */
    static String askWhole(int maxTokens, String system, String question) {
        return request(maxTokens, system, question, "\"stream\": false");
    }

    private static String request(int maxTokens, String system, String question, String more) {
        return Json.compact("{\"model\": %s, \"max_tokens\": %d, \"system\": %s, \"messages\": [%s], %s}"
                .formatted(
                        Json.text(Api.MODEL),
                        maxTokens,
                        Json.text(system),
                        Json.text(Json.object("role", "user", "content", question)),
                        more));
    }
}
