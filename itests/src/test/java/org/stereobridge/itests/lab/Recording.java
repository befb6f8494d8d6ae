package org.stereobridge.itests.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Media packets in the order in which they went by. All stamps of the world are of one clock. */
public record Recording(List<Packet> packets) {

    private static final int HEADER_BYTES = 12;
    private static final int RTP_BYTES = 12;

    public Recording {
        packets = List.copyOf(packets);
    }

    /** A packet of A2DP: RTP and SBC. */
    public record Packet(long ns, byte[] bytes) {

        public Packet {
            if (bytes.length <= RTP_BYTES) {
                throw new IllegalArgumentException("no media packet: " + bytes.length + " bytes");
            }
            bytes = bytes.clone();
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }

        public int sequence() {
            return Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(2));
        }

        /** In samples. */
        public long timestamp() {
            return Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt(4));
        }

        public int codecFrames() {
            return bytes[RTP_BYTES] & 0x0F;
        }

        /** The SBC frames, one after the other. */
        public byte[] payload() {
            return Arrays.copyOfRange(bytes, RTP_BYTES + 1, bytes.length);
        }
    }

    /** Reads u64 ns, u32 length and the bytes, little-endian, of each. */
    static Recording read(Path file) throws IOException {
        var data = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        var packets = new ArrayList<Packet>();
        while (data.remaining() >= HEADER_BYTES) {
            long ns = data.getLong();
            var bytes = new byte[data.getInt()];
            data.get(bytes);
            packets.add(new Packet(ns, bytes));
        }
        return new Recording(packets);
    }

    /** All SBC frames, as a file that other programs read. */
    public void writeSbc(Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            for (Packet packet : packets) {
                out.write(packet.payload());
            }
        }
    }

    /** How long after {@code sent} each packet was here, sorted; by sequence numbers, without those in one only. */
    public long[] latenciesNs(Recording sent) {
        Map<Integer, Long> sentNs = new HashMap<>();
        sent.packets().forEach(packet -> sentNs.put(packet.sequence(), packet.ns()));
        return packets.stream().filter(packet -> sentNs.containsKey(packet.sequence()))
                .mapToLong(packet -> packet.ns() - sentNs.get(packet.sequence())).sorted().toArray();
    }
}
