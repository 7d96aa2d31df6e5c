package dev.wiretape.bench;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** What the ways in by CONNECT cost: a warm request looked into, a tunnel's throughput, and tunnels that do nothing. */
final class TunnelMode {
    private static final int REQUESTS = 2_000;
    private static final int IDLE = 1_000;
    private static final byte[] ASK =
            "GET /clock HTTP/1.1\r\nHost: api.anthropic.com\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Options options;
    private final Report report;
    private final int upstream;
    private final Path folder;

    TunnelMode(Options options, Report report, int upstream, Path folder) {
        this.options = options;
        this.report = report;
        this.upstream = upstream;
        this.folder = folder;
    }

    /** Measures as many rounds as asked for. */
    void run() throws IOException {
        Figures figures = new Figures(
                "tunnel",
                "CONNECT: warm requests one after the other, " + REQUESTS + " a round; bytes to a sink; " + IDLE
                        + " tunnels that do nothing",
                List.of(
                        Metric.plain("relayed", "relayed p50 µs", 1),
                        Metric.plain("intercepted", "intercepted p50 µs", 1),
                        Metric.plain("added", "added ms", 3),
                        Metric.plain("throughput", "tunnel MB/s", 0),
                        Metric.plain("idle", "peak MB, idle", 0)));
        try {
            for (int round = 0; round < options.number("rounds"); round++) {
                figures.add("wiretape", round());
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("no TLS", e);
        }
        report.add(figures);
    }

    private Map<String, Double> round() throws IOException, GeneralSecurityException {
        double[] requests;
        double throughput;
        try (Child child = recorder()) {
            int port = child.awaitPort(Ways.WIRETAPE_READY);
            requests = requests(port);
            throughput = throughput(port);
        }
        try (Child child = recorder()) {
            double idle = idle(child, child.awaitPort(Ways.WIRETAPE_READY));
            return Map.of(
                    "relayed", requests[0] / 1e3,
                    "intercepted", requests[1] / 1e3,
                    "added", (requests[1] - requests[0]) / 1e6,
                    "throughput", throughput,
                    "idle", idle);
        }
    }

    private Child recorder() throws IOException {
        Path out = Files.createTempDirectory(folder, "tunnels");
        List<String> command = new ArrayList<>(options.recordCommand(upstream, out));
        command.add("--allow-private");
        return Child.start("tunnels", command, folder);
    }

    /** The medians of a relayed and of an intercepted request, in ns, the two taking turns. */
    private static double[] requests(int port) throws IOException, GeneralSecurityException {
        try (Socket relayed = new Socket(InetAddress.getLoopbackAddress(), port);
                Socket tunnel = tunnel(port, "api.anthropic.com:443");
                Socket intercepted =
                        trustingAnybody().getSocketFactory().createSocket(tunnel, "api.anthropic.com", 443, true)) {
            relayed.setTcpNoDelay(true);
            long[][] nanos = new long[2][REQUESTS];
            String host = "127.0.0.1";
            byte[] plain = new String(ASK, StandardCharsets.US_ASCII)
                    .replace("api.anthropic.com", host)
                    .getBytes(StandardCharsets.US_ASCII);
            for (int i = -REQUESTS; i < REQUESTS; i++) {
                long first = ask(relayed, plain);
                long second = ask(intercepted, ASK);
                if (i >= 0) {
                    nanos[0][i] = first;
                    nanos[1][i] = second;
                }
            }
            Arrays.sort(nanos[0]);
            Arrays.sort(nanos[1]);
            return new double[] {nanos[0][REQUESTS / 2], nanos[1][REQUESTS / 2]};
        }
    }

    private static long ask(Socket socket, byte[] request) throws IOException {
        long start = System.nanoTime();
        socket.getOutputStream().write(request);
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) one(socket));
        }
        int length = Integer.parseInt(head.toString().replaceAll("(?is).*\r\ncontent-length: *(\\d+)\r\n.*", "$1"));
        for (int i = 0; i < length; i++) {
            one(socket);
        }
        return System.nanoTime() - start;
    }

    private static int one(Socket socket) throws IOException {
        int b = socket.getInputStream().read();
        if (b < 0) {
            throw new IOException("the recorder closed a connection of the tunnel mode");
        }
        return b;
    }

    private double throughput(int port) throws IOException {
        long bytes = options.number("flood-mb") * 4_000_000L;
        try (ServerSocket sink = new ServerSocket(0, IDLE, InetAddress.getLoopbackAddress());
                Socket client = tunnel(port, "127.0.0.1:" + sink.getLocalPort());
                Socket server = sink.accept()) {
            Thread sender = new Thread(() -> send(client, bytes), "sender");
            long start = System.nanoTime();
            sender.start();
            byte[] buffer = new byte[256 * 1024];
            long got = 0;
            for (int n = server.getInputStream().read(buffer);
                    n >= 0;
                    n = server.getInputStream().read(buffer)) {
                got += n;
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            if (got != bytes) {
                report.problem("tunnel: " + got + " of " + bytes + " bytes arrived");
            }
            return bytes / 1e6 / seconds;
        }
    }

    private static void send(Socket to, long bytes) {
        byte[] block = new byte[100_000];
        try {
            OutputStream out = to.getOutputStream();
            for (long sent = 0; sent < bytes; sent += block.length) {
                out.write(block);
            }
            to.shutdownOutput();
        } catch (IOException broken) {
            // The receiver misses the bytes and says so.
        }
    }

    private static double idle(Child child, int port) throws IOException {
        List<Socket> open = new ArrayList<>();
        try (ServerSocket sink = new ServerSocket(0, IDLE, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < IDLE; i++) {
                open.add(tunnel(port, "127.0.0.1:" + sink.getLocalPort()));
                open.add(sink.accept());
            }
            return child.tree().peakMegabytes();
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private static Socket tunnel(int port, String to) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.getOutputStream()
                .write(("CONNECT " + to + " HTTP/1.1\r\nHost: " + to + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        byte[] answer = new byte["HTTP/1.1 200 Connection established\r\n\r\n".length()];
        new DataInputStream(socket.getInputStream()).readFully(answer);
        if (!new String(answer, StandardCharsets.US_ASCII).startsWith("HTTP/1.1 200 ")) {
            throw new IOException("no tunnel to " + to + ": " + new String(answer, StandardCharsets.US_ASCII));
        }
        return socket;
    }

    private static SSLContext trustingAnybody() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        return context;
    }

    /** It is the time that is measured. */
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
