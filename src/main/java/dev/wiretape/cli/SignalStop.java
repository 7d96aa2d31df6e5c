package dev.wiretape.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Stops on SIGINT, SIGTERM and SIGHUP: the first one asks, the second ends the process at once, and so does the passing
 * of five seconds. A signal that was ignored when the process began stays ignored ({@code nohup}).
 *
 * <p>By reflection, because the compiler warns of {@code sun.misc.Signal} and cannot be told not to; a shutdown hook, the
 * official way, never learns of a second signal.
 */
final class SignalStop implements StopRequest {
    private static final List<String> SIGNALS = List.of("HUP", "INT", "TERM");
    private static final long PATIENCE_SECONDS = 5;

    private final CompletableFuture<Integer> asked = new CompletableFuture<>();
    private boolean installed;

    @Override
    public synchronized CompletableFuture<Integer> asked() {
        if (!installed) {
            installed = true;
            SIGNALS.forEach(this::install);
        }
        return asked.copy();
    }

    private void install(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object number = signal.getConstructor(String.class).newInstance(name);
            int code = ExitCode.SIGNAL + (int) signal.getMethod("getNumber").invoke(number);
            InvocationHandler onSignal = (proxy, method, arguments) -> {
                received(code);
                return null;
            };
            Object handle = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, onSignal);
            signal.getMethod("handle", signal, handler).invoke(null, number, handle);
        } catch (ReflectiveOperationException notThisPlatform) {
            // No such signal here (SIGHUP on Windows), or taken by the virtual machine (-Xrs): its default action
            // stays.
        }
    }

    private void received(int code) {
        if (!asked.complete(code)) {
            Runtime.getRuntime().halt(code);
        }
        Thread patience = new Thread(() -> haltAfterPatience(code), "wiretape-stop");
        patience.setDaemon(true);
        patience.start();
    }

    private static void haltAfterPatience(int code) {
        try {
            TimeUnit.SECONDS.sleep(PATIENCE_SECONDS);
            Runtime.getRuntime().halt(code);
        } catch (InterruptedException nobodyDoesThis) {
            Thread.currentThread().interrupt();
        }
    }
}
