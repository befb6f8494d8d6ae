package org.stereobridge.console.internal;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.felix.webconsole.spi.SecurityProvider;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stereobridge.clock.NanoClock;

/**
 * Lets the owner into the web console, by HTTP basic authentication, and nobody else. At the first start it makes the
 * password and prints it, once.
 *
 * <p>The framework property {@code felix.webconsole.security.providers} must name {@value #ID}: the web console is
 * closed then while this service is away, and its own administrator never gets in.
 */
@Component(service = SecurityProvider.class, property = SecurityProvider.PROPERTY_ID + "=" + OwnerSecurity.ID)
public final class OwnerSecurity implements SecurityProvider {

    static final String ID = "stereobridge";
    static final String USER = "owner";

    private static final Logger LOG = LoggerFactory.getLogger(OwnerSecurity.class);
    private static final String DATA = "stereobridge.data";
    private static final String BASIC = "basic ";
    private static final int TOO_MANY_REQUESTS = 429;

    private final Optional<OwnerPassword> password; // empty: nobody is let in
    private final WrongTries tries; // guarded by this
    private final Mac mac; // guarded by itself
    private volatile byte[] accepted = new byte[0];

    @Activate
    public OwnerSecurity(BundleContext context) {
        this(Optional.ofNullable(context.getProperty(DATA)).map(Path::of), new MonotonicClock(), System.out);
    }

    OwnerSecurity(Optional<Path> folder, NanoClock clock, PrintStream out) {
        tries = new WrongTries(clock);
        var random = new SecureRandom();
        mac = keyedMac(random);
        password = password(folder, random, out);
    }

    private static Optional<OwnerPassword> password(Optional<Path> folder, SecureRandom random, PrintStream out) {
        try {
            var file = new PasswordFile(folder.orElseThrow(
                    () -> new IOException("the framework property " + DATA + " names no folder")));
            Optional<OwnerPassword> kept = file.read();
            if (kept.isPresent()) {
                return kept;
            }
            String made = OwnerPassword.random(random);
            OwnerPassword hashed = OwnerPassword.of(made, random);
            file.write(hashed);
            out.println("Web console: user " + USER + ", password " + made
                    + " (shown this once; delete " + file.path() + " and start anew for another)");
            return Optional.of(hashed);
        } catch (IOException | UncheckedIOException e) {
            LOG.error("The web console lets nobody in: {}", e.toString());
            return Optional.empty();
        }
    }

    @Override
    public Object authenticate(HttpServletRequest request, HttpServletResponse response) {
        protect(response);
        if (CrossSite.isForged(request)) {
            return refuse(response, HttpServletResponse.SC_FORBIDDEN, "This request comes from another site.");
        }
        if (password.isEmpty()) {
            return refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    "The web console has no password; the log says why.");
        }
        Optional<String> credentials = credentials(request.getHeader("Authorization"));
        if (credentials.isEmpty()) {
            return challenge(response);
        }
        // The page asks twice a second, and hashing takes long on purpose: what was accepted once is kept, keyed.
        byte[] digest = digest(credentials.get());
        if (MessageDigest.isEqual(accepted, digest)) {
            return owner(request);
        }
        return check(credentials.get(), digest, request, response);
    }

    private synchronized Object check(String credentials, byte[] digest, HttpServletRequest request,
            HttpServletResponse response) {
        long waitNs = tries.waitNs();
        if (waitNs > 0) {
            long seconds = NANOSECONDS.toSeconds(waitNs) + 1;
            response.setHeader("Retry-After", String.valueOf(seconds));
            return refuse(response, TOO_MANY_REQUESTS,
                    "Too many wrong passwords. Try again in " + seconds + " s.");
        }
        int colon = credentials.indexOf(':');
        boolean isUser = MessageDigest.isEqual(USER.getBytes(StandardCharsets.UTF_8),
                credentials.substring(0, colon).getBytes(StandardCharsets.UTF_8));
        boolean isPassword = password.orElseThrow().matches(credentials.substring(colon + 1));
        if (isUser & isPassword) {
            tries.right();
            accepted = digest;
            return owner(request);
        }
        tries.wrong();
        if (tries.waitNs() > 0) {
            LOG.warn("{} wrong passwords for the web console in a row, the last from {}", tries.count(),
                    request.getRemoteAddr());
        }
        return challenge(response);
    }

    /** User and password with a colon between. */
    private static Optional<String> credentials(String header) {
        if (header == null || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
            return Optional.of(new String(decoded, StandardCharsets.UTF_8)).filter(text -> text.indexOf(':') >= 0);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Object owner(HttpServletRequest request) {
        request.setAttribute(ServletContextHelper.AUTHENTICATION_TYPE, HttpServletRequest.BASIC_AUTH);
        request.setAttribute(ServletContextHelper.REMOTE_USER, USER);
        return USER;
    }

    private static Object challenge(HttpServletResponse response) {
        response.setHeader("WWW-Authenticate", "Basic realm=\"Stereobridge\", charset=\"UTF-8\"");
        return refuse(response, HttpServletResponse.SC_UNAUTHORIZED,
                "Log in as " + USER + ", with the password that was printed at the first start.");
    }

    private static Object refuse(HttpServletResponse response, int status, String why) {
        byte[] body = (why + "\n").getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("text/plain;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
            response.flushBuffer();
        } catch (IOException e) {
            LOG.debug("A refused client is gone", e);
        }
        return null;
    }

    /** For every page of the web console. Its own scripts are partly inline, and its table sorter evaluates text. */
    private static void protect(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", "default-src 'self'; script-src 'self' 'unsafe-inline' "
                + "'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; "
                + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
    }

    private byte[] digest(String credentials) {
        synchronized (mac) {
            return mac.doFinal(credentials.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Mac keyedMac(SecureRandom random) {
        byte[] key = new byte[32];
        random.nextBytes(key);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    @Override
    public boolean authorize(Object user, String role) {
        return USER.equals(user);
    }

    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response) {
        // Basic authentication ends with a challenge, which the web console sends.
    }
}
