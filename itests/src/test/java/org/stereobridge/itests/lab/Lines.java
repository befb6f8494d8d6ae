package org.stereobridge.itests.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Asks one of the lab's sockets: a line of JSON there and one back. Any thread may ask, on a connection of its own. */
final class Lines {

    static final ObjectMapper JSON = new ObjectMapper();

    /** How much later than promised an answer may be, on a machine that has much else to do. */
    private static final long GRACE_MS = 20_000;

    private final UnixDomainSocketAddress address;

    Lines(Path socket) {
        address = UnixDomainSocketAddress.of(socket);
    }

    /**
     * What was answered.
     *
     * @param arguments those that are null are left out
     * @throws RefusedException where the lab says no, or not in time
     */
    JsonNode ask(String op, Map<String, ?> arguments, long timeoutMs) throws IOException {
        var request = new HashMap<String, Object>(arguments);
        request.values().removeIf(value -> value == null);
        request.put("op", op);
        JsonNode answer = JSON.readTree(exchange(JSON.writeValueAsBytes(request), timeoutMs + GRACE_MS));
        if (answer.has("error")) {
            throw new RefusedException(answer.get("error").asText());
        }
        return answer.get("result");
    }

    JsonNode ask(String op, Map<String, ?> arguments) throws IOException {
        return ask(op, arguments, GRACE_MS);
    }

    private byte[] exchange(byte[] request, long limitMs) throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX); var selector = Selector.open()) {
            channel.connect(address);
            write(channel, ByteBuffer.wrap(request));
            write(channel, ByteBuffer.wrap("\n".getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            var line = new ByteArrayOutputStream();
            var buffer = ByteBuffer.allocate(65_536);
            while (true) {
                if (selector.select(limitMs) == 0) {
                    throw new IOException("no answer within " + limitMs + " ms: "
                            + new String(request, StandardCharsets.UTF_8));
                }
                selector.selectedKeys().clear();
                if (channel.read(buffer.clear()) < 0) {
                    throw new IOException("the lab has ended");
                }
                line.write(buffer.array(), 0, buffer.position());
                if (buffer.position() > 0 && buffer.get(buffer.position() - 1) == '\n') {
                    return line.toByteArray();
                }
            }
        }
    }

    private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
