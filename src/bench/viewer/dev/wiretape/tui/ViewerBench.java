package dev.wiretape.tui;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Measures the viewer: how soon it shows a large recording, how fast it moves in it, how late a live frame is. */
public final class ViewerBench {
    private static final int WIDTH = 120;
    private static final int HEIGHT = 40;
    private static final int FRAMES_PER_SECOND = 5_000;
    private static final long PATIENCE_NS = 60_000_000_000L;
    private static final int WARM_UP_SECONDS = 5;
    private static final int SECONDS = 15;

    /** The row of the first frame that is timed: behind the request, the response and message_start. */
    private static final int FIRST_ROW = 3;

    private ViewerBench() {}

    /** {@code write FILE FRAMES}, {@code large FILE}, {@code many FOLDER EXCHANGES} or {@code live FILE}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path file = Path.of(args[1]);
        if (args[0].equals("write")) {
            LargeRecording.write(file, Long.parseLong(args[2]));
        } else if (args[0].equals("many")) {
            LargeRecording.writeMany(file, Integer.parseInt(args[2]));
            many(file, Integer.parseInt(args[2]));
        } else if (args[0].equals("large")) {
            large(file);
        } else {
            live(file);
        }
        System.exit(0);
    }

    private static void large(Path file) throws IOException, InterruptedException {
        long upMs = System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime();
        long begin = System.nanoTime();
        try (Desk desk = new Desk(file, WIDTH, HEIGHT, true)) {
            while (desk.rows() < HEIGHT) {
                desk.turn(1_000);
            }
            long first = System.nanoTime() - begin;
            long[] early = new long[100];
            Random random = new Random(7);
            for (int i = 0; i < early.length && !desk.model.library().caughtUp(); i++) {
                early[i] = jump(desk, random);
                desk.turn(20);
            }
            while (!desk.model.library().caughtUp()) {
                desk.turn(100);
            }
            long indexed = System.nanoTime() - begin;
            long[] jumps = new long[500];
            for (int i = 0; i < jumps.length; i++) {
                jumps[i] = jump(desk, random);
            }
            long[] steps = new long[500];
            for (int i = 0; i < steps.length; i++) {
                long t = System.nanoTime();
                desk.press(i % 3 == 0 ? "." : i % 3 == 1 ? "pgdn" : ",");
                steps[i] = System.nanoTime() - t;
            }
            say("file", Files.size(file) / 1_000_000 + " MB, " + desk.rows() + " rows");
            say("main reached after the JVM's start", upMs + " ms");
            say("first screen", ms(first));
            say("all indexed", ms(indexed));
            say("jump while indexing, median / 95 % / most", spread(Arrays.stream(early).filter(t -> t > 0).toArray()));
            say("jump, median / 95 % / most", spread(jumps));
            say("step, median / 95 % / most", spread(steps));
            search(desk, "needle");
            search(desk, "lazy dog");
            long understood = System.nanoTime();
            while (desk.model.meaning(0).filter(m -> m.rows() == desk.rows()).isEmpty() && System.nanoTime() - understood < PATIENCE_NS) {
                desk.turn(1_000);
            }
            int rows = desk.model.meaning(0).map(m -> m.rows()).orElse(0);
            say("message as of any frame assembled, after", 100L * rows / desk.rows() + " %, " + ms(System.nanoTime() - begin));
            heap();
        }
    }

    private static void many(Path folder, int count) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (Desk desk = new Desk(folder, WIDTH, HEIGHT, false)) {
            while (desk.model.library().tapes().size() < HEIGHT) {
                desk.turn(1_000);
            }
            say("a session of " + count + " exchanges: first screen", ms(System.nanoTime() - begin));
            while (!desk.model.library().caughtUp()) {
                desk.turn(100);
            }
            say("all listed", ms(System.nanoTime() - begin));
            // Behind what can be seen the newest goes first.
            while (desk.model.meaning(2 * HEIGHT).isEmpty()) {
                desk.turn(100);
            }
            say("all understood", ms(System.nanoTime() - begin));
            long[] steps = new long[500];
            String[] keys = {"j", "pgdn", "G", "k", "pgup", "g"};
            for (int i = 0; i < steps.length; i++) {
                long t = System.nanoTime();
                desk.press(keys[i % keys.length]);
                steps[i] = System.nanoTime() - t;
            }
            say("step, page, end or beginning, median / 95 % / most", spread(steps));
            desk.press("f");
            for (char c : "stop:max_tokens".toCharArray()) {
                desk.press(String.valueOf(c));
            }
            long t = System.nanoTime();
            desk.press("enter");
            say("filter by what was understood: " + desk.model.session().places().size() + " exchanges", ms(System.nanoTime() - t));
            heap();
        }
    }

    private static void heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        say("heap in use, of at most", (runtime.totalMemory() - runtime.freeMemory()) / 1_000_000 + " MB of "
                + runtime.maxMemory() / 1_000_000 + " MB");
    }

    private static long jump(Desk desk, Random random) throws IOException {
        String frame = Integer.toString(random.nextInt(Math.max(1, desk.rows() - 10)));
        desk.press(":");
        for (char digit : frame.toCharArray()) {
            desk.press(String.valueOf(digit));
        }
        long t = System.nanoTime();
        desk.press("enter");
        return System.nanoTime() - t;
    }

    private static void search(Desk desk, String text) throws IOException, InterruptedException {
        desk.press("/");
        for (char c : text.toCharArray()) {
            desk.press(c == ' ' ? "space" : String.valueOf(c));
        }
        long begin = System.nanoTime();
        desk.press("enter");
        long first = 0;
        do {
            desk.turn(100);
            if (first == 0 && desk.model.hits().found().length > 0) {
                first = System.nanoTime() - begin;
            }
        } while (!desk.model.hits().done());
        say("search for " + text + ": first hit shown / all", ms(first) + " / " + ms(System.nanoTime() - begin) + ", "
                + desk.model.hits().found().length + " hits");
        desk.press("esc");
    }

    private static void live(Path file) throws IOException, InterruptedException {
        int total = FRAMES_PER_SECOND * (WARM_UP_SECONDS + SECONDS);
        long[] written = new long[total + 2];
        long[] late = new long[total + 2];
        Files.deleteIfExists(file);
        Files.writeString(file, LargeRecording.beginning() + LargeRecording.start(0, 2), UTF_8);
        Thread writer = new Thread(() -> write(file, total, written));
        try (Desk desk = new Desk(file, WIDTH, HEIGHT, true)) {
            while (!desk.model.library().caughtUp()) {
                desk.turn(100);
            }
            int shown = desk.rows();
            desk.press("F", "F");
            writer.start();
            while (shown < total + FIRST_ROW) {
                desk.turn(100);
                long now = System.nanoTime();
                for (int row = shown; row < desk.rows(); row++) {
                    int frame = row - FIRST_ROW + 1;
                    late[frame] = now - written[frame];
                }
                shown = desk.rows();
            }
        }
        say("live, " + FRAMES_PER_SECOND + " frames/s: written until shown, median / 95 % / most",
                spread(Arrays.copyOfRange(late, FRAMES_PER_SECOND * WARM_UP_SECONDS, total)));
    }

    private static void write(Path file, int total, long[] written) {
        try (OutputStream out = Files.newOutputStream(file, java.nio.file.StandardOpenOption.APPEND)) {
            long begin = System.nanoTime();
            for (int n = 1; n <= total; n++) {
                long due = begin + n * (1_000_000_000L / FRAMES_PER_SECOND);
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(50_000);
                }
                long t = (System.nanoTime() - begin) / 1_000;
                byte[] line = (n % 20_000 == 1 ? LargeRecording.blockStart(n, t, n / 20_000) : LargeRecording.delta(n, t, n / 20_000))
                        .getBytes(UTF_8);
                written[n] = System.nanoTime();
                out.write(line);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String spread(long[] times) {
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted.length == 0
                ? "none"
                : ms(sorted[sorted.length / 2]) + " / " + ms(sorted[sorted.length * 95 / 100]) + " / "
                        + ms(sorted[sorted.length - 1]);
    }

    private static String ms(long ns) {
        return String.format(Locale.ROOT, ns < 10_000_000 ? "%.1f ms" : "%.0f ms", ns / 1e6);
    }

    private static void say(String what, String figure) {
        System.out.printf(Locale.ROOT, "%-75s %s%n", what, figure);
    }
}
