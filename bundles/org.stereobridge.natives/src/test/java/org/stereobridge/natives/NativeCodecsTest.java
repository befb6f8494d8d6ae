package org.stereobridge.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

class NativeCodecsTest {

    private final List<Dictionary<?, ?>> registered = new ArrayList<>();

    @Test
    void shouldRegisterNothingWhereLibraryIsMissing() {
        var codecs = new NativeCodecs(context(), "A codec", "liba", Optional.of("no library"), () -> {
            throw new AssertionError("there is no library to make codecs of");
        });
        codecs.unregister();

        assertTrue(registered.isEmpty());
    }

    @Test
    void shouldRegisterEachWithItsRankUntilUnregistered() {
        var codecs = new NativeCodecs(context(), "Codecs", "liba", Optional.empty(), () -> List.of(
                new NativeCodecs.Ranked(named("A"), 7), new NativeCodecs.Ranked(named("B"), -3)));

        assertEquals(List.of("A", "B"), registered.stream().map(each -> each.get(CodecProvider.NAME)).toList());
        assertEquals(List.of(7, -3), registered.stream().map(each -> each.get("service.ranking")).toList());

        codecs.unregister();

        assertTrue(registered.isEmpty());
    }

    private static CodecProvider named(String name) {
        return fake(CodecProvider.class, "name", none -> name);
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
