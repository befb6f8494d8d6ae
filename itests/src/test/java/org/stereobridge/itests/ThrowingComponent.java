package org.stereobridge.itests;

/** Goes into a bundle whose component does not come up. */
public final class ThrowingComponent {

    public ThrowingComponent() {
        throw new IllegalStateException("broken for the test");
    }
}
