package org.stereobridge.sync.internal;

import java.io.IOException;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** A factory configuration for each calibration. */
final class ConfigurationShelf implements Shelf {

    static final String PID = "org.stereobridge.sync.calibration";

    private final ConfigurationAdmin configurations;

    ConfigurationShelf(ConfigurationAdmin configurations) {
        this.configurations = configurations;
    }

    /** The name in a factory configuration's pid. */
    static String nameOf(String pid) {
        return pid.substring(pid.indexOf('~') + 1);
    }

    @Override
    public Map<String, Dictionary<String, Object>> all() throws IOException {
        Map<String, Dictionary<String, Object>> found = new HashMap<>();
        for (Configuration configuration : find("(service.factoryPid=" + PID + ")")) {
            found.put(nameOf(configuration.getPid()), configuration.getProperties());
        }
        return found;
    }

    @Override
    public void write(String name, Dictionary<String, Object> properties) throws IOException {
        try {
            configurations.getFactoryConfiguration(PID, name, "?").updateIfDifferent(properties);
        } catch (IllegalStateException e) {
            throw new IOException("configurations are not there any more", e);
        }
    }

    @Override
    public void delete(String name) throws IOException {
        for (Configuration configuration : find("(service.pid=" + PID + "~" + name + ")")) {
            configuration.delete();
        }
    }

    private Configuration[] find(String filter) throws IOException {
        try {
            Configuration[] found = configurations.listConfigurations(filter);
            return found == null ? new Configuration[0] : found;
        } catch (InvalidSyntaxException | IllegalStateException e) {
            throw new IOException("configurations cannot be listed: " + filter, e);
        }
    }
}
