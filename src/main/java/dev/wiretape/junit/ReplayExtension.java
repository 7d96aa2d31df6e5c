package dev.wiretape.junit;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts a replay before each test that has a {@link Replay} and asks it afterwards whether all went as expected. */
public final class ReplayExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Namespace OURS = Namespace.create(ReplayExtension.class);

    /** Made by JUnit. */
    public ReplayExtension() {}

    @Override
    public void beforeEach(ExtensionContext context) {
        Replay wanted = annotation(context)
                .orElseThrow(() -> new IllegalStateException("there is no @Replay at the test or its class"));
        context.getStore(OURS).put(Served.class, Served.start(wanted));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Served served = context.getStore(OURS).remove(Served.class, Served.class);
        if (served != null) {
            served.stop();
            served.check();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Replayed.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(OURS).get(Served.class, Served.class);
    }

    private static Optional<Replay> annotation(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), Replay.class)
                .or(() -> AnnotationSupport.findAnnotation(context.getRequiredTestClass(), Replay.class));
    }
}
