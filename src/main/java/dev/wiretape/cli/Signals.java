package dev.wiretape.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.IntConsumer;

/**
 * Signals of the operating system. By reflection, because the compiler warns of {@code sun.misc.Signal} and cannot be
 * told not to; a shutdown hook, the official way, learns neither of a second signal nor of one that ends nothing.
 */
final class Signals {
    private Signals() {}

    /**
     * Calls {@code action} with the signal's number whenever it comes. Nothing happens where this platform has no such
     * signal (SIGHUP on Windows) or keeps it to itself ({@code -Xrs}); a signal that was ignored when the process began
     * stays ignored ({@code nohup}).
     *
     * @param name without SIG, such as {@code TERM}
     */
    static void on(String name, IntConsumer action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object instance = signal.getConstructor(String.class).newInstance(name);
            int number = (int) signal.getMethod("getNumber").invoke(instance);
            InvocationHandler onSignal = (proxy, method, arguments) -> {
                action.accept(number);
                return null;
            };
            Object handle = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, onSignal);
            signal.getMethod("handle", signal, handler).invoke(null, instance, handle);
        } catch (ReflectiveOperationException notThisPlatform) {
            // Its default action stays.
        }
    }
}
