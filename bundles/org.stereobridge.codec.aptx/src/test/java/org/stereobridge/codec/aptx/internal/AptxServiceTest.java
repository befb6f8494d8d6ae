package org.stereobridge.codec.aptx.internal;

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

class AptxServiceTest {

    private final List<Dictionary<?, ?>> registered = new ArrayList<>();

    @Test
    void shouldOfferNothingWhereLibraryIsMissing() {
        new AptxService(context(), -20, -30, -50, Optional.of("no library")).unregister();

        assertTrue(registered.isEmpty());
    }

    @Test
    void shouldOfferEachByItsRankUntilDeactivated() {
        assumeTrue(AptxProvider.problem().isEmpty(), "libfreeaptx is not installed");

        var service = new AptxService(context(), -20, -30, -50, AptxProvider.problem());

        assertEquals(List.of("aptX LL (libfreeaptx)", "aptX LL (libfreeaptx, 0xD7)", "aptX (libfreeaptx)",
                "aptX HD (libfreeaptx)"), registered.stream().map(each -> each.get(CodecProvider.NAME)).toList());
        assertEquals(List.of(-20, -21, -30, -50),
                registered.stream().map(each -> each.get("service.ranking")).toList());

        service.unregister();

        assertTrue(registered.isEmpty());
    }

    private BundleContext context() {
        return fake(BundleContext.class, "registerService", arguments -> {
            var properties = (Dictionary<?, ?>) arguments[2];
            registered.add(properties);
            return fake(ServiceRegistration.class, "unregister", none -> {
                registered.remove(properties);
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
