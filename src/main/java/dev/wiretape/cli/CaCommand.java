package dev.wiretape.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wiretape.proxy.authority.Authority;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ca}: the local authority. */
@Command(
        name = "ca",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "  path    where the root certificate is, as a PEM file",
            "  pem     the root certificate itself",
            "  env     the variables that make a shell's programs trust it",
            "  remove  deletes the authority and every file made of it",
            "Alone it shows what there is and makes nothing. The authority can sign for the listed hosts and",
            "for no other: the key of its root was thrown away when it had said so. It lasts 90 days and is",
            "made anew when the list grows. Nothing ever installs it into a store of the system; 'run' and",
            "'env' tell single programs to trust it.",
            "",
            "Examples:",
            "  wiretape ca",
            "  wiretape ca --intercept gateway.example.com",
            "  curl --cacert \"$(wiretape ca path)\" -x 127.0.0.1:8787 https://api.anthropic.com/v1/models",
            "  eval \"$(wiretape ca env)\""
        })
final class CaCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "path|pem|env|remove",
            arity = "0..1",
            description = "What to do; nothing shows its state.")
    private Optional<Action> action = Optional.empty();

    @Option(
            names = "--intercept",
            paramLabel = "HOST,…",
            description = "Exact names to sign for, besides " + LocalAuthority.API + ".")
    private List<String> intercept = new ArrayList<>();

    @Option(names = "--json", description = "The state as JSON.")
    private boolean json;

    @Mixin
    private ShellOptions shell = new ShellOptions();

    /** What can be done with it. */
    enum Action {
        PATH,
        PEM,
        ENV,
        REMOVE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    CaCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        LocalAuthority local = new LocalAuthority(surroundings);
        if (action.isEmpty()) {
            state(local, intercept.isEmpty() ? local.kept() : Optional.of(made(local)));
            return ExitCode.DONE;
        }
        switch (action.get()) {
            case PATH -> surroundings.out().println(made(local).rootFile());
            case PEM -> surroundings.out().print(Files.readString(made(local).rootFile(), UTF_8));
            case ENV -> shell.print(surroundings, local.trust(made(local)));
            case REMOVE -> remove(local);
        }
        return ExitCode.DONE;
    }

    private Authority made(LocalAuthority local) {
        return local.open(HostList.parse("--intercept", intercept));
    }

    private void remove(LocalAuthority local) {
        String what = local.remove() ? "removed the authority in " : "there was no authority in ";
        surroundings.err().println("wiretape: " + what + local.folder() + ".");
    }

    private void state(LocalAuthority local, Optional<Authority> authority) {
        if (json) {
            ObjectNode state = JsonNodeFactory.instance.objectNode();
            state.put("exists", authority.isPresent());
            state.put("folder", local.folder().toString());
            authority.ifPresent(known -> {
                state.put("root", known.rootFile().toString());
                new TreeSet<>(known.hosts()).forEach(state.putArray("hosts")::add);
                state.put("expires", known.expires().toString());
                state.put("sha256", fingerprint(known));
            });
            surroundings.out().println(state.toPrettyString());
            return;
        }
        if (authority.isEmpty()) {
            surroundings.out().println("no authority yet; it will be made in " + local.folder() + " when it is needed");
            return;
        }
        Authority known = authority.get();
        surroundings.out().println("root     " + known.rootFile());
        surroundings.out().println("hosts    " + String.join(", ", new TreeSet<>(known.hosts())));
        surroundings.out().println("expires  " + known.expires().truncatedTo(ChronoUnit.SECONDS));
        surroundings.out().println("sha256   " + fingerprint(known));
    }

    /** Of the root certificate's DER form, as {@code openssl x509 -fingerprint -sha256} has it without colons. */
    private static String fingerprint(Authority authority) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(authority.root().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
