package org.stereobridge.itests;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.systemPackage;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;
import static org.ops4j.pax.exam.CoreOptions.url;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.ops4j.pax.exam.ExamSystem;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.TestAddress;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.TestContainerException;
import org.ops4j.pax.exam.TestProbeBuilder;
import org.ops4j.pax.exam.spi.DefaultExamSystem;
import org.ops4j.pax.exam.spi.PaxExamRuntime;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** Starts Pax Exam's native container for a test class, and calls each test's body in it. */
final class FelixExtension
        implements BeforeAllCallback, AfterAllCallback, InvocationInterceptor, ParameterResolver {

    private static final int EXAM_LEVEL = 1;
    private static final int TOP_LEVEL = 40;
    private static final List<String> EXAM = List.of("org.ops4j.pax.exam", "org.ops4j.pax.exam.inject",
            "org.ops4j.pax.extender.service", "org.ops4j.base", "org.ops4j.pax.swissbox.core",
            "org.ops4j.pax.swissbox.extender", "org.ops4j.pax.swissbox.framework", "org.ops4j.pax.swissbox.lifecycle",
            "org.ops4j.pax.swissbox.tracker", "jakarta.inject-api");

    private final Map<String, TestAddress> tests = new HashMap<>();
    private TestContainer container;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Class<?> testClass = context.getRequiredTestClass();
        Path parent = Files.createDirectories(Path.of("target", "felix").toAbsolutePath());
        // A new one each time: what a test configures is kept there.
        Path data = Files.createTempDirectory(parent, testClass.getSimpleName());
        ExamSystem system = DefaultExamSystem.create(options(testClass.getAnnotation(Felix.class).value(), data));
        TestProbeBuilder builder = system.createProbe();
        for (Method method : testClass.getMethods()) {
            if (method.isAnnotationPresent(Test.class)) {
                tests.put(method.getName(), builder.addTest(testClass, method.getName()));
            }
        }
        container = PaxExamRuntime.createContainer(system);
        container.start();
        // Only now: the framework clears the folder in which the probe is built.
        container.install(builder.build().getStream());
    }

    private static Option[] options(String[] features, Path data) throws IOException {
        var options = new ArrayList<Option>(List.of(cleanCaches(), frameworkStartLevel(TOP_LEVEL),
                systemPackages("org.junit.jupiter.api", "org.junit.jupiter.api.function", "org.opentest4j"),
                frameworkProperty("felix.cm.dir").value(data.resolve("config").toString()),
                frameworkProperty("org.apache.felix.http.host").value("127.0.0.1"),
                frameworkProperty("org.osgi.service.http.port").value(String.valueOf(freePort())),
                frameworkProperty("stereobridge.data").value(data.toString()),
                frameworkProperty("stereobridge.terminal").value("none"),
                frameworkProperty("stereobridge.update.unsigned").value("true"),
                frameworkProperty("stereobridge.simulator.seconds").value("600"),
                frameworkProperty("stereobridge.simulator.speed").value("realtime"),
                frameworkProperty("stereobridge.simulator.recording").value("false"),
                frameworkProperty("stereobridge.simulator.out").value(data.resolve("out").toString())));
        Assembled.properties(features).forEach((key, value) -> options.add(
                key.equals(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA) ? systemPackage(value)
                        : frameworkProperty(key).value(value)));
        EXAM.forEach(name -> options.add(
                url("link:classpath:META-INF/links/" + name + ".link").startLevel(EXAM_LEVEL)));
        for (Assembled.Entry entry : Assembled.bundles(features)) {
            var bundle = bundle("reference:" + entry.file().toUri());
            options.add(entry.startLevel() == 0 ? bundle.noStart() : bundle.startLevel(entry.startLevel()));
        }
        return options.toArray(Option[]::new);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void interceptTestMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method,
            ExtensionContext context) throws Throwable {
        invocation.skip();
        try {
            container.call(tests.get(method.getExecutable().getName()));
        } catch (TestContainerException e) {
            throw e.getCause() instanceof InvocationTargetException inside ? inside.getCause() : e;
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == BundleContext.class;
    }

    /** Null: the real one is given to the body inside Felix. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return null;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (container != null) {
            container.stop();
        }
    }
}
