package org.stereobridge.codec.libsbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.stereobridge.codec.CodecProvider;

class LibSbcServiceTest {

    private final List<Dictionary<?, ?>> registered = new ArrayList<>();

    @Test
    void shouldRegisterNothingWhereLibraryIsMissing() {
        var service = new LibSbcService(context(), -10, Optional.of("no library"));
        service.unregister();

        assertTrue(registered.isEmpty());
    }

    @Test
    void shouldRegisterWithRankUntilDeactivated() {
        assumeTrue(LibSbcProvider.problem().isEmpty(),
                () -> "libsbc is not installed: " + LibSbcProvider.problem().orElse(""));

        var service = new LibSbcService(context(), 7, LibSbcProvider.problem());

        assertEquals(1, registered.size());
        assertEquals(7, registered.get(0).get("service.ranking"));
        assertEquals("SBC (libsbc)", registered.get(0).get(CodecProvider.NAME));

        service.unregister();

        assertTrue(registered.isEmpty());
    }

    private BundleContext context() {
        return fake(BundleContext.class, "registerService", arguments -> {
            registered.add((Dictionary<?, ?>) arguments[2]);
            return fake(ServiceRegistration.class, "unregister", none -> {
                registered.clear();
                return null;
            });
        });
    }

    private static <T> T fake(Class<T> type, String method, Function<Object[], Object> work) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, called, given) -> {
            assertEquals(method, called.getName());
            return work.apply(given);
        }));
    }
}
