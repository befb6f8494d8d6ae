package org.stereobridge.console.internal;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password of which only a PBKDF2 hash (RFC 8018) is kept. Its text form is
 * {@code pbkdf2-sha256:iterations:salt:hash}, the last two in base 64.
 */
final class OwnerPassword {

    private static final String SCHEME = "pbkdf2-sha256";
    /** Enough for 80 random bits, and below half a second on a Raspberry Pi. */
    private static final int ITERATIONS = 100_000;
    private static final int MOST_ITERATIONS = 10_000_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    /** 32 characters, 5 bits each, without those that are taken for one another. */
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int GROUPS = 4;
    private static final int GROUP_LENGTH = 4;

    private final int iterations;
    private final byte[] salt;
    private final byte[] hash;

    private OwnerPassword(int iterations, byte[] salt, byte[] hash) {
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    /** A password of 80 random bits, such as {@code 7kqd-m2xw-0tfz-9hbe}. */
    static String random(SecureRandom random) {
        var text = new StringBuilder();
        for (int at = 0; at < GROUPS * GROUP_LENGTH; at++) {
            if (at > 0 && at % GROUP_LENGTH == 0) {
                text.append('-');
            }
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    static OwnerPassword of(String password, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new OwnerPassword(ITERATIONS, salt, hash(password, salt, ITERATIONS));
    }

    /** @throws IllegalArgumentException where the text is not of the form that {@link #toString} writes */
    static OwnerPassword parse(String text) {
        String[] parts = text.strip().split(":", -1);
        if (parts.length == 4 && parts[0].equals(SCHEME) && parts[1].matches("[0-9]{1,8}")) {
            int iterations = Integer.parseInt(parts[1]);
            byte[] salt = Base64.getDecoder().decode(parts[2]);
            byte[] hash = Base64.getDecoder().decode(parts[3]);
            if (iterations > 0 && iterations <= MOST_ITERATIONS && salt.length >= SALT_BYTES
                    && hash.length == HASH_BYTES) {
                return new OwnerPassword(iterations, salt, hash);
            }
        }
        throw new IllegalArgumentException("not a password hash");
    }

    /** Takes as long for a wrong password as for the right one. */
    boolean matches(String password) {
        return MessageDigest.isEqual(hash, hash(password, salt, iterations));
    }

    private static byte[] hash(String password, byte[] salt, int iterations) {
        var spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BYTES * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OwnerPassword that && iterations == that.iterations && Arrays.equals(salt, that.salt)
                && MessageDigest.isEqual(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(salt);
    }

    @Override
    public String toString() {
        Base64.Encoder base64 = Base64.getEncoder();
        return SCHEME + ":" + iterations + ":" + base64.encodeToString(salt) + ":" + base64.encodeToString(hash);
    }
}
