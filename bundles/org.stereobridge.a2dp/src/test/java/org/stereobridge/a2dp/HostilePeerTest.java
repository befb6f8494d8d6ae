package org.stereobridge.a2dp;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Bytes that look like what is expected, and are not quite. */
class HostilePeerTest {

    @Property
    void shouldBoundAnyRtpPacket(@ForAll("rtp") byte[] packet) {
        Hostile.rtpHeader(packet);
    }

    @Property
    void shouldBoundAnyFrame(@ForAll("damagedFrames") byte[] frame) {
        Hostile.frameHeader(frame);
    }

    @Property(tries = 20_000)
    void shouldChooseFromWhatPeerHas(@ForAll @Size(4) byte[] octets) {
        Hostile.capabilities(octets);
    }

    @Property
    void shouldBoundOctetsOfAnyLength(@ForAll @Size(max = 6) byte[] octets) {
        Hostile.capabilities(octets);
    }

    @Property
    void shouldBoundAnyPayloads(@ForAll("payloads") byte[] payloads) {
        Hostile.payloads(Frames.MONO, payloads);
    }

    @Property
    void shouldAccountForAnyPackets(@ForAll("packets") byte[] packets) {
        Hostile.packets(packets);
    }

    @Provide
    Arbitrary<byte[]> rtp() {
        Arbitrary<Byte> first = Arbitraries.bytes().map(octet -> (byte) (octet & 0x3F | 0x80));
        return Combinators.combine(first, Arbitraries.bytes().array(byte[].class).ofMaxSize(80))
                .as((octet, rest) -> Frames.join(octet, rest));
    }

    @Provide
    Arbitrary<byte[]> damagedFrames() {
        return Combinators.combine(Arbitraries.of(Frames.shapes()), Arbitraries.integers().between(2, 64),
                Arbitraries.integers().between(0, 400), Arbitraries.bytes(), Arbitraries.longs())
                .as((config, bitpool, place, change, seed) -> {
                    byte[] frame = Frames.frame(config, bitpool, seed);
                    frame[place % frame.length] ^= change;
                    return frame;
                });
    }

    @Provide
    Arbitrary<byte[]> payloads() {
        Arbitrary<byte[]> frame = Arbitraries.integers().between(2, 53).map(bitpool ->
                Frames.frame(Frames.MONO, bitpool, bitpool));
        Arbitrary<byte[]> part = Combinators.combine(frame, Arbitraries.integers().between(0, 130))
                .as((whole, length) -> Arrays.copyOf(whole, Math.min(whole.length, length)));
        Arbitrary<byte[]> payload = Combinators.combine(Arbitraries.bytes(), part, part)
                .as((head, one, two) -> Frames.join(head, one, two));
        return inTurn(payload, 0);
    }

    @Provide
    Arbitrary<byte[]> packets() {
        Arbitrary<byte[]> packet = Combinators.combine(Arbitraries.integers().between(0, 20),
                Arbitraries.of(0, 0, 0, 0, 3_000, 65_530), Arbitraries.integers().between(12, 16))
                .as((sequence, jump, length) -> {
                    byte[] bytes = new byte[length];
                    RtpHeader.write(bytes, sequence + jump, 640L * sequence);
                    return bytes;
                });
        return inTurn(packet, 2);
    }

    /** Each with an octet of its length before it, shifted to the left, the bits to the right of it being free. */
    private static Arbitrary<byte[]> inTurn(Arbitrary<byte[]> parts, int freeBits) {
        Arbitrary<byte[]> part = Combinators.combine(parts, Arbitraries.integers().between(0, (1 << freeBits) - 1))
                .as((bytes, free) -> Frames.join(bytes.length << freeBits | free, bytes));
        return part.list().ofMaxSize(30).map(HostilePeerTest::concatenated);
    }

    private static byte[] concatenated(List<byte[]> parts) {
        byte[] all = new byte[parts.stream().mapToInt(part -> part.length).sum()];
        int offset = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, offset, part.length);
            offset += part.length;
        }
        return all;
    }
}
