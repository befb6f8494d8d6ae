package org.stereobridge.dbus.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stereobridge.dbus.internal.Framer.Frame;

class FramerTest {

    private static final int[] NONE = {};

    private final List<Integer> closed = new ArrayList<>();
    private final Framer framer = new Framer(closed::add);

    @Test
    void shouldFindMessageInPieces() throws IOException {
        byte[] bytes = Wire.call().descriptors(2).body("abcdefghijk").bytes();

        for (int i = 0; i < bytes.length - 1; i++) {
            framer.append(new byte[] {bytes[i]}, i == 0 ? new int[] {101, 102} : NONE);
            assertNull(framer.next());
        }
        framer.append(new byte[] {bytes[bytes.length - 1]}, NONE);

        Frame frame = framer.next();
        assertArrayEquals(new int[] {101, 102}, frame.descriptors());
        assertEquals("abcdefghijk", new String(frame.body(), StandardCharsets.US_ASCII));
        assertNull(framer.next());
        assertEquals(List.of(), closed);
    }

    @Test
    void shouldGiveDescriptorsToTheirMessageOfSeveralInOneRead() throws IOException {
        byte[] plain = Wire.call().body("1").bytes();
        byte[] two = Wire.call().descriptors(2).body("2").bytes();
        framer.append(Wire.concat(plain, plain, two), new int[] {7, 8});
        framer.append(Wire.concat(plain, Wire.call().descriptors(1).bytes()), new int[] {9});

        assertArrayEquals(NONE, framer.next().descriptors());
        assertArrayEquals(NONE, framer.next().descriptors());
        assertArrayEquals(new int[] {7, 8}, framer.next().descriptors());
        assertArrayEquals(NONE, framer.next().descriptors());
        assertArrayEquals(new int[] {9}, framer.next().descriptors());
        assertNull(framer.next());
        assertEquals(List.of(), closed);
    }

    @Test
    void shouldGiveDescriptorsToMessageThatBeginsInTheMiddleOfRead() throws IOException {
        byte[] plain = Wire.call().body("1").bytes();
        byte[] one = Wire.call().descriptors(1).body("23456").bytes();
        byte[] both = Wire.concat(plain, one);
        int cut = plain.length + 5;

        framer.append(Arrays.copyOf(both, cut), new int[] {7});
        assertArrayEquals(NONE, framer.next().descriptors());
        assertNull(framer.next());
        framer.append(Arrays.copyOfRange(both, cut, both.length), NONE);

        assertArrayEquals(new int[] {7}, framer.next().descriptors());
    }

    @Test
    void shouldCloseDescriptorsThatNoMessageNames() throws IOException {
        framer.append(Wire.call().bytes(), new int[] {5, 6});
        framer.append(Wire.call().descriptors(1).bytes(), new int[] {7, 8});

        assertArrayEquals(NONE, framer.next().descriptors());
        assertEquals(List.of(5, 6), closed);
        assertArrayEquals(new int[] {7}, framer.next().descriptors());
        assertEquals(List.of(5, 6, 8), closed);
        assertEquals(3, framer.strays());
    }

    @Test
    void shouldNotGiveWhatNoMessageNamesToLaterOne() throws IOException {
        byte[] plain = Wire.call().body("1").bytes();
        byte[] both = Wire.concat(plain, plain);
        int cut = plain.length + 5;
        framer.append(Arrays.copyOf(both, cut), new int[] {7});
        framer.next();
        assertNull(framer.next());

        framer.append(Wire.concat(Arrays.copyOfRange(both, cut, both.length), Wire.call().descriptors(1).bytes()),
                new int[] {8});

        assertArrayEquals(NONE, framer.next().descriptors());
        assertEquals(List.of(7), closed);
        assertArrayEquals(new int[] {8}, framer.next().descriptors());
    }

    @Test
    void shouldNotAcceptMessageWhoseDescriptorsAreMissing() {
        framer.append(Wire.call().descriptors(3).bytes(), new int[] {5, 6});

        assertThrows(IOException.class, framer::next);
        framer.close();
        assertEquals(List.of(5, 6), closed);
    }

    @Test
    void shouldReadEitherByteOrder() throws IOException {
        framer.append(Wire.call().order(ByteOrder.BIG_ENDIAN).descriptors(1).body("big").bytes(), new int[] {5});

        Frame frame = framer.next();
        assertArrayEquals(new int[] {5}, frame.descriptors());
        assertEquals(3, frame.body().length);
    }

    @ParameterizedTest
    @CsvSource({"0, x", "0, L", "3, 0", "3, 2"})
    void shouldNotReadWhatIsNoMessage(int at, char octet) {
        byte[] bytes = Wire.call().bytes();
        bytes[at] = (byte) (Character.isDigit(octet) ? octet - '0' : octet);
        framer.append(bytes, NONE);

        assertThrows(IOException.class, framer::next);
    }

    @ParameterizedTest
    @CsvSource({"4, -1", "12, -1", "4, 2147483647", "12, 2147483647", "4, 4194304", "12, 134217728"})
    void shouldNotWaitForMessageOfAbsurdLength(int at, int length) {
        byte[] bytes = Wire.call().bytes();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, length);
        framer.append(bytes, NONE);

        IOException problem = assertThrows(IOException.class, framer::next);
        assertTrue(problem.getMessage().startsWith("a message of "), problem.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 100_000, 1_000_000, (1 << 22) - 200})
    void shouldTakeMessageOfAnyLengthBelow(int bodyBytes) throws IOException {
        byte[] bytes = Wire.concat(Wire.call().body("x".repeat(bodyBytes)).bytes(), Wire.call().bytes());

        int frames = 0;
        for (int from = 0; from < bytes.length; from += 65_536) {
            framer.append(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 65_536)), NONE);
            while (framer.next() != null) {
                frames++;
            }
        }

        assertEquals(2, frames);
    }

    @Test
    void shouldSurviveFieldsThatAreNotWellFormed() throws IOException {
        byte[] whole = Wire.call().descriptors(1).bytes();
        var random = new Random(3);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = whole.clone();
            int fieldsEnd = 16 + ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
            for (int i = 0; i < 3; i++) {
                bytes[16 + random.nextInt(fieldsEnd - 16)] = (byte) random.nextInt(256);
            }
            var fuzzed = new Framer(closed::add);
            fuzzed.append(bytes, new int[] {1});

            try {
                assertNotNull(fuzzed.next());
            } catch (IOException e) {
                assertTrue(e.getMessage().contains("descriptors of"), e.getMessage());
            }
        }
    }
}
