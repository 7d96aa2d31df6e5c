package dev.wiretape.cli;

import dev.wiretape.proxy.Interception;
import dev.wiretape.proxy.RecorderOptions;
import dev.wiretape.proxy.Target;
import dev.wiretape.proxy.UpstreamOptions;
import dev.wiretape.proxy.address.HostPort;
import dev.wiretape.proxy.address.ProxyEnvironment;
import dev.wiretape.recording.RecordingFailure;
import dev.wiretape.recording.Session;
import dev.wiretape.recording.fault.Faults;
import dev.wiretape.recording.fault.Injection;
import dev.wiretape.timeline.LiveLandmarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that starts a recorder. */
final class RecorderSettings {
    private static final int HTTPS = 443;

    static final String API = "https://api.anthropic.com";

    @Option(names = "--target", paramLabel = "URL", description = "Where requests go. Default: " + API + ".")
    private Optional<String> target = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = RecordingPath.DEFAULT_OUT,
            description = "Where the session's folder is made. Default: ${DEFAULT-VALUE}.")
    private String out;

    @Option(
            names = "--upstream-ca",
            paramLabel = "FILE",
            description = "PEM file with the authorities to trust for the target, instead of the platform's.")
    private Optional<String> upstreamCa = Optional.empty();

    @Option(
            names = "--upstream-cert",
            paramLabel = "FILE",
            description = "PEM file with the certificate to show to upstreams that ask for one.")
    private Optional<String> upstreamCert = Optional.empty();

    @Option(names = "--upstream-key", paramLabel = "FILE", description = "PEM file with its key, in PKCS#8.")
    private Optional<String> upstreamKey = Optional.empty();

    @Option(
            names = "--insecure-upstream",
            paramLabel = "HOST,…",
            description = "Does not verify the certificates of these hosts, exact names.")
    private List<String> insecure = new ArrayList<>();

    @Option(
            names = "--intercept",
            paramLabel = "HOST,…",
            description =
                    "Further hosts whose HTTPS is looked into where the recorder is used as a proxy: exact names, besides"
                            + " api.anthropic.com and the target's.")
    private List<String> intercept = new ArrayList<>();

    @Option(
            names = "--allow-private",
            description = "Lets clients ask for loopback and private addresses other than the target's.")
    private boolean allowPrivate;

    @Option(
            names = "--on-record-error",
            paramLabel = "continue|stop",
            defaultValue = "CONTINUE",
            description = "What to do when a recording cannot be written; the traffic goes on in any case,"
                    + " until the command stops. Default: continue.")
    private OnRecordError onRecordError;

    @Mixin
    private FaultOptions faultOptions = new FaultOptions();

    private Faults faults = Faults.NONE;
    private UpstreamOptions connecting = UpstreamOptions.DEFAULT;

    /** What a failed recording leads to. */
    enum OnRecordError {
        CONTINUE,
        STOP
    }

    boolean stopsOnRecordError() {
        return onRecordError == OnRecordError.STOP;
    }

    /** A new session where the options say, once they make sense. */
    Session session(Surroundings surroundings, Consumer<RecordingFailure> onFailure) {
        faults = faultOptions.faults(new RecordingPath(surroundings));
        connecting = upstreamOptions(surroundings);
        var unused = intercepted();
        return new Sessions(surroundings).create(out, onFailure);
    }

    /** What the recorder is to do, but for where it listens. */
    RecorderOptions options(Surroundings surroundings, Target upstream, Session session) {
        return RecorderOptions.of(upstream, session)
                .breaking(new Injection(faults, LiveLandmarks::new))
                .connecting(connecting)
                .intercepting(interception(surroundings, upstream));
    }

    /** What is looked into besides the API and the target. */
    Set<String> intercepted() {
        return HostList.parse("--intercept", intercept);
    }

    /** The authority is made when the first client needs it, or now where it is clear that one will. */
    private Interception interception(Surroundings surroundings, Target upstream) {
        LocalAuthority local = new LocalAuthority(surroundings);
        Set<String> signed = LocalAuthority.signed(upstream, intercepted());
        return new Interception(
                signed,
                Set.of(new HostPort(LocalAuthority.API, HTTPS)),
                () -> local.open(signed),
                !intercept.isEmpty() || local.isThere(),
                Interception.USUAL_PATIENCE);
    }

    private UpstreamOptions upstreamOptions(Surroundings surroundings) {
        ProxyEnvironment proxies = new ProxyEnvironment(surroundings.environment());
        proxies.unusable()
                .forEach(name -> surroundings
                        .err()
                        .println("wiretape: " + name
                                + " is not followed; it names no proxy of the form http://HOST:PORT."));
        UpstreamOptions options = UpstreamOptions.DEFAULT.through(proxies);
        if (upstreamCert.isPresent() != upstreamKey.isPresent()) {
            throw new CommandFailure(ExitCode.USAGE, "--upstream-cert and --upstream-key need each other");
        }
        if (upstreamCert.isPresent()) {
            RecordingPath paths = new RecordingPath(surroundings);
            options = options.showing(new UpstreamOptions.ClientCertificate(
                    PemFile.certificates(paths.readable(upstreamCert.get())),
                    PemFile.key(paths.readable(upstreamKey.orElseThrow()))));
        }
        if (!insecure.isEmpty()) {
            Set<String> hosts = HostList.parse("--insecure-upstream", insecure);
            surroundings
                    .err()
                    .println(
                            "wiretape: as long as this runs, the certificate of " + String.join(", ", hosts)
                                    + " is not verified (--insecure-upstream): anybody on the way can read and change everything.");
            options = options.notVerifying(hosts);
        }
        if (upstreamCa.isPresent()) {
            options =
                    options.trusting(PemFile.certificates(new RecordingPath(surroundings).readable(upstreamCa.get())));
        }
        return allowPrivate ? options.withPrivate() : options;
    }

    /** The target of the options, or {@code otherwise}, or the API. */
    Target target(Optional<String> otherwise) {
        try {
            return Target.parse(target.or(() -> otherwise).orElse(API));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage(), e);
        }
    }

    /** The sentence that tells of a recording that broke. */
    static String words(RecordingFailure failure) {
        return "wiretape: RECORDING FAILED: " + failure.path() + " is incomplete, " + failure.reason()
                + "; the traffic goes on.";
    }
}
