package org.stereobridge.console.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.annotations.RequireHttpWhiteboard;

/** Leads from the root, and from there only, to the bridge's page. */
@RequireHttpWhiteboard
@Component(service = Servlet.class, property = "osgi.http.whiteboard.servlet.pattern=")
public final class RootRedirect extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendRedirect(request.getContextPath() + "/system/console/" + BridgePage.LABEL);
    }
}
