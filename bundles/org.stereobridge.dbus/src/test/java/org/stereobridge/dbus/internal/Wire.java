package org.stereobridge.dbus.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Makes messages as the D-Bus specification has them ("Message Format"), and as it has them not. */
final class Wire {

    private static final int PATH = 1;
    private static final int MEMBER = 3;
    private static final int REPLY_SERIAL = 5;
    private static final int SIGNATURE = 8;
    private static final int UNIX_FDS = 9;

    private final int type;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private int descriptors;
    private int replySerial;
    private String signature = "";
    private String body = "";

    private Wire(int type) {
        this.type = type;
    }

    static Wire call() {
        return new Wire(1);
    }

    static Wire answer(long replySerial) {
        var wire = new Wire(2);
        wire.replySerial = (int) replySerial;
        return wire;
    }

    static Wire signal() {
        return new Wire(4);
    }

    Wire order(ByteOrder byteOrder) {
        order = byteOrder;
        return this;
    }

    Wire descriptors(int count) {
        descriptors = count;
        return this;
    }

    /** Of the body, which is not changed by it. */
    Wire signature(String text) {
        signature = text;
        return this;
    }

    Wire body(String octets) {
        body = octets;
        return this;
    }

    byte[] bytes() {
        ByteBuffer message = ByteBuffer.allocate(200 + body.length()).order(order);
        message.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'l' : 'B')).put((byte) type).put((byte) 0);
        message.put((byte) 1).putInt(body.length()).putInt(77).putInt(0);
        text(message, PATH, 'o', "/test");
        text(message, MEMBER, 's', "Test");
        if (replySerial != 0) {
            number(message, REPLY_SERIAL, replySerial);
        }
        if (!signature.isEmpty()) {
            field(message, SIGNATURE, 'g');
            message.put((byte) signature.length()).put(signature.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
        }
        if (descriptors > 0) {
            number(message, UNIX_FDS, descriptors);
        }
        message.putInt(12, message.position() - 16);
        align(message, 8);
        message.put(body.getBytes(StandardCharsets.ISO_8859_1));
        byte[] bytes = new byte[message.position()];
        message.flip().get(bytes);
        return bytes;
    }

    static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static void field(ByteBuffer message, int code, char type) {
        align(message, 8);
        message.put((byte) code).put((byte) 1).put((byte) type).put((byte) 0);
    }

    private static void text(ByteBuffer message, int code, char type, String text) {
        field(message, code, type);
        message.putInt(text.length()).put(text.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
    }

    private static void number(ByteBuffer message, int code, int number) {
        field(message, code, 'u');
        message.putInt(number);
    }

    private static void align(ByteBuffer message, int bytes) {
        while (message.position() % bytes != 0) {
            message.put((byte) 0);
        }
    }
}
