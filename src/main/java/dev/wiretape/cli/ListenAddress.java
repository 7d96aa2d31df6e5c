package dev.wiretape.cli;

import dev.wiretape.proxy.Target;
import dev.wiretape.timeline.Visible;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to listen: {@code HOST:PORT}, {@code [::1]:PORT} or a port alone.
 *
 * @param host an address of this machine or a name of one, without brackets
 * @param port 0 picks a free one
 */
record ListenAddress(String host, int port) {
    private static final Pattern FORM = Pattern.compile("(?:(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]]+):)?(\\d{1,5})");

    /** Reads the option's value; refuses what is no address of this machine alone. */
    static ListenAddress parse(String text) {
        ListenAddress address = anywhere(text);
        if (!address.isLoopback()) {
            throw usage("will not listen on " + address.host + ", for others could reach it there; use 127.0.0.1");
        }
        return address;
    }

    /** Reads the option's value, wherever that is. */
    static ListenAddress anywhere(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(2)) > 65535) {
            throw usage("'" + Visible.of(text, 100) + "' is no HOST:PORT to listen on, such as 127.0.0.1:0");
        }
        String host = form.group(1) == null ? "127.0.0.1" : form.group(1).replaceAll("[\\[\\]]", "");
        return new ListenAddress(host, Integer.parseInt(form.group(2)));
    }

    /** Whether only this machine can reach it. */
    boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new CommandFailure(ExitCode.UNAVAILABLE, "there is no address to the name " + host, e);
        }
    }

    /** Refuses a target that is this very address: each request would come back as one more. */
    void requireOther(Target target) {
        if (port != 0 && target.port() == port && isOfThisMachine(target.host())) {
            throw usage(
                    "the target " + target + " is the address to listen on, so that requests would go round for ever;"
                            + " give another --target or --listen");
        }
    }

    private static boolean isOfThisMachine(String name) {
        try {
            for (InetAddress address : InetAddress.getAllByName(name)) {
                if (address.isLoopbackAddress()
                        || address.isAnyLocalAddress()
                        || NetworkInterface.getByInetAddress(address) != null) {
                    return true;
                }
            }
            return false;
        } catch (UnknownHostException | SocketException somebodyElseWillSaySo) {
            return false;
        }
    }

    /** The URL that clients use, once the port is known. */
    String url(int actualPort) {
        return "http://" + bracketed() + ":" + actualPort;
    }

    /** Why it is not possible to listen here. */
    CommandFailure failure(IOException problem) {
        String place = bracketed() + ":" + port;
        if (inUse(problem)) {
            String holder = PortHolder.of(port).map(h -> " by " + h).orElse("");
            return new CommandFailure(
                    ExitCode.UNAVAILABLE, place + " is in use" + holder + "; give another --listen", problem);
        }
        if (notAllowed(problem)) {
            String cure = port > 0 && port < 1024 ? "; choose a port of 1024 or above with --listen" : "";
            return new CommandFailure(
                    ExitCode.UNAVAILABLE, "cannot listen on " + place + ": permission denied" + cure, problem);
        }
        String why = Unreadable.words(problem);
        return new CommandFailure(ExitCode.UNAVAILABLE, "cannot listen on " + place + ": " + why, problem);
    }

    /** Java's own sockets and native ones agree in these two words alone. */
    private static boolean inUse(IOException problem) {
        return String.valueOf(problem.getMessage()).contains("in use");
    }

    /** Netty's native sockets give a number, 13 being EACCES. */
    private static boolean notAllowed(IOException problem) {
        String message = String.valueOf(problem.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("permission denied") || message.contains("error(-13)");
    }

    private String bracketed() {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    private static CommandFailure usage(String sentence) {
        return new CommandFailure(ExitCode.USAGE, sentence);
    }
}
