package dev.wiretape.clients;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A program that knows nothing of the recorder: asks by Java's own client and prints the body it gets. */
public final class HttpClientProgram {
    private HttpClientProgram() {}

    /** The arguments are the version, as Java names it, and the address. */
    public static void main(String[] args) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.valueOf(args[0]))
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(args[1]))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        System.out.writeBytes(
                client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
        System.exit(0);
    }
}
