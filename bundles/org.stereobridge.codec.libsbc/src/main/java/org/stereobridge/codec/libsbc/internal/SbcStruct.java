package org.stereobridge.codec.libsbc.internal;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.stereobridge.a2dp.SbcConfig;
import org.stereobridge.a2dp.SbcConfig.Allocation;
import org.stereobridge.a2dp.SbcConfig.ChannelMode;
import org.stereobridge.a2dp.SbcFrameHeader;

/**
 * A {@code struct sbc_struct} of sbc.h on a 64-bit machine ({@code unsigned long flags}, seven octets, two pointers)
 * with the filter state that libsbc keeps behind it. Freed by {@link #close}, not by the garbage collector.
 */
final class SbcStruct implements AutoCloseable {

    private static final int RATE = 8;
    private static final int BLOCKS = 9;
    private static final int SUBBANDS = 10;
    private static final int MODE = 11;
    private static final int ALLOCATION = 12;
    private static final int BITPOOL = 13;
    private static final int ENDIAN = 14;
    private static final int PRIVATE = 16;
    private static final int BYTES = 32;

    private static final byte NATIVE_ENDIAN = (byte) (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 0 : 1);

    private final SbcConfig config;
    private final Memory memory;
    private final ByteBuffer fields; // a view, which does not keep the memory
    private final long address;
    private boolean isOpen;

    SbcStruct(SbcConfig config) {
        this.config = config;
        memory = new Memory(BYTES);
        fields = memory.getByteBuffer(0, BYTES);
        address = Pointer.nativeValue(memory);
        open();
    }

    /** Valid while this object is reachable and open. */
    long address() {
        return address;
    }

    boolean isOpen() {
        return isOpen;
    }

    /** Of the frames encoded from now on. */
    void bitpool(int bitpool) {
        fields.put(BITPOOL, (byte) bitpool);
    }

    /** Begins anew with an empty filter bank. sbc_reinit leaves the state's function pointers null (libsbc 2.0). */
    void reset() {
        if (isOpen) {
            LibSbc.sbc_finish(address);
            open();
        }
    }

    @Override
    public void close() {
        if (isOpen) {
            isOpen = false;
            LibSbc.sbc_finish(address);
            memory.close();
        }
    }

    /** What speaks against the layout above in the library at hand; empty where all is as sbc.h has it. */
    static Optional<String> problem() {
        var odd = new SbcConfig(48_000, ChannelMode.DUAL_CHANNEL, 12, 4, Allocation.SNR, 19, 19);
        try (var memory = new Memory(2 * BYTES)) {
            long address = Pointer.nativeValue(memory);
            memory.clear();
            boolean hasDefaults = LibSbc.sbc_init(address, 0) == 0 && memory.getByte(RATE) == 2
                    && memory.getByte(BLOCKS) == 3 && memory.getByte(SUBBANDS) == 1 && memory.getByte(MODE) == 2
                    && memory.getByte(ALLOCATION) == 0 && memory.getByte(BITPOOL) == 32
                    && memory.getByte(ENDIAN) == NATIVE_ENDIAN && memory.getLong(PRIVATE) != 0;
            boolean isWithin = memory.getLong(BYTES) == 0;
            if (!hasDefaults || !isWithin) {
                return Optional.of("its struct sbc_struct is laid out otherwise than in version 2.0");
            }
            fill(memory.getByteBuffer(0, BYTES), odd);
            boolean isUnderstood = LibSbc.sbc_get_codesize(address) == (long) odd.frameLength() * odd.channels() * 2
                    && LibSbc.sbc_get_frame_length(address) == odd.frameBytes(odd.maxBitpool());
            LibSbc.sbc_finish(address);
            return isUnderstood ? Optional.empty() : Optional.of("it reckons frame lengths otherwise than version 2.0");
        }
    }

    private void open() {
        isOpen = LibSbc.sbc_init(address, 0) == 0;
        if (!isOpen) {
            throw new OutOfMemoryError("libsbc has no memory for " + config);
        }
        fill(fields, config);
    }

    private static void fill(ByteBuffer fields, SbcConfig config) {
        fields.put(RATE, (byte) (SbcFrameHeader.shape(config) >> 6));
        fields.put(BLOCKS, (byte) (config.blocks() / 4 - 1));
        fields.put(SUBBANDS, (byte) (config.subbands() == 8 ? 1 : 0));
        fields.put(MODE, (byte) config.mode().ordinal());
        fields.put(ALLOCATION, (byte) config.allocation().ordinal());
        fields.put(BITPOOL, (byte) config.greatestBitpool());
        fields.put(ENDIAN, NATIVE_ENDIAN);
    }
}
