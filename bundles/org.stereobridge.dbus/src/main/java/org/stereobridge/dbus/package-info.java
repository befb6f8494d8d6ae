/**
 * Connections to a D-Bus message bus that pass file descriptors, over dbus-java.
 *
 * <p>A {@link org.stereobridge.dbus.Bus} is opened once and ends once, closed or lost; whoever wants another opens
 * another. Calls, exports and signals go through dbus-java's own connection. A descriptor that came in a message is
 * taken into a {@link org.stereobridge.dbus.Descriptor}, which owns it from then on.
 */
@Export
@Version("1.0.0")
package org.stereobridge.dbus;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
