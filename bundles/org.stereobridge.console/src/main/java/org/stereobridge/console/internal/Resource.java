package org.stereobridge.console.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;

/**
 * A file of the page. Browsers ask each time whether it has changed, by its contents: the time stamps in a
 * reproducible bundle never change, so an update would not be seen by them.
 */
final class Resource {

    private final byte[] content;
    private final String type;
    private final String tag;

    /** @param name a script or style sheet in the folder {@code res} beside this class */
    Resource(String name) {
        try (InputStream in = Resource.class.getResourceAsStream("res/" + name)) {
            content = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        type = name.endsWith(".js") ? "text/javascript;charset=utf-8" : "text/css;charset=utf-8";
        var crc = new CRC32();
        crc.update(content);
        tag = "\"" + Long.toHexString(crc.getValue()) + "-" + content.length + "\"";
    }

    void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("ETag", tag);
        String known = request.getHeader("If-None-Match");
        if (known != null && known.contains(tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(type);
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }
}
