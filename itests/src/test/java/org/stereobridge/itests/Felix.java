package org.stereobridge.itests;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the bodies of a class's tests inside Felix, on the assembled bundles of these features. Class and methods must
 * be public, and a test may take the probe's BundleContext; other hooks of JUnit run outside.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(FelixExtension.class)
public @interface Felix {

    /** Names of features. */
    String[] value();
}
