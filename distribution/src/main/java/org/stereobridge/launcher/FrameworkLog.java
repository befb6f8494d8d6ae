package org.stereobridge.launcher;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogReaderService;

/** Hands what the framework and the OSGi log service have to say on to java.util.logging. */
final class FrameworkLog extends org.apache.felix.framework.Logger {

    private static final Logger FRAMEWORK = Logger.getLogger("org.apache.felix.framework");

    FrameworkLog() {
        setLogLevel(LOG_WARNING);
    }

    /** Listens to the log service, where the context has one. */
    void follow(BundleContext context) {
        ServiceReference<LogReaderService> reader = context.getServiceReference(LogReaderService.class);
        if (reader != null) {
            context.getService(reader).addLogListener(FrameworkLog::log);
        }
    }

    @Override
    protected void doLog(int level, String message, Throwable thrown) {
        FRAMEWORK.log(level == LOG_ERROR ? Level.SEVERE : level == LOG_WARNING ? Level.WARNING : Level.INFO,
                message, thrown);
    }

    private static void log(LogEntry entry) {
        // Events of services and bundles come at INFO and DEBUG, hundreds of them while starting.
        if (entry.getLogLevel().compareTo(LogLevel.WARN) <= 0) {
            Level level = entry.getLogLevel() == LogLevel.WARN ? Level.WARNING : Level.SEVERE;
            Logger.getLogger(entry.getLoggerName()).log(level,
                    entry.getBundle().getSymbolicName() + ": " + entry.getMessage(), entry.getException());
        }
    }
}
