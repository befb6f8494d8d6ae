package org.stereobridge.codec;

/**
 * Names an A2DP codec.
 *
 * @param type the media codec type of the Bluetooth Assigned Numbers, 0-255; 0xFF for a vendor's codec
 * @param vendorId the vendor's company identifier, 32 bits unsigned; 0 unless {@code type} is 0xFF
 * @param vendorCodecId the vendor's codec identifier, 0-65535; 0 unless {@code type} is 0xFF
 */
public record CodecId(int type, long vendorId, int vendorCodecId) {

    public static final CodecId SBC = new CodecId(0x00, 0, 0);

    private static final int VENDOR = 0xFF;

    public CodecId {
        boolean isVendor = type == VENDOR;
        if (type < 0 || type > VENDOR || vendorId < 0 || vendorId > 0xFFFF_FFFFL || vendorCodecId < 0
                || vendorCodecId > 0xFFFF || !isVendor && (vendorId != 0 || vendorCodecId != 0)) {
            throw new IllegalArgumentException(
                    "no codec id: type=" + type + " vendorId=" + vendorId + " vendorCodecId=" + vendorCodecId);
        }
    }

    public static CodecId vendor(long vendorId, int vendorCodecId) {
        return new CodecId(VENDOR, vendorId, vendorCodecId);
    }

    /** As {@code 0x00}, or {@code 0xFF/0x0000004F/0x0001} for a vendor's codec. */
    @Override
    public String toString() {
        return type == VENDOR ? String.format("0xFF/0x%08X/0x%04X", vendorId, vendorCodecId)
                : String.format("0x%02X", type);
    }
}
