/*
 * The SBC chain in C on libsbc, to be compared with the same in Java: JOINT 53 in, left and right apart, two times
 * MONO 53 out, at 44.1 kHz.
 *
 * chain FILE: each line on standard input (decode, encode or chain) takes the whole file once through that part; the
 * answer is the frames and the CPU time in ns.
 */
#include <sbc/sbc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { CODEC_FRAME = 128, FRAME_BYTES = 119, MONO_BYTES = 114 };

static sbc_t decoder;
static sbc_t encoders[2];
static uint8_t *stream;
static size_t frames;
static int16_t programme[2 * CODEC_FRAME];
static int16_t channels[2][CODEC_FRAME];
static uint8_t out[MONO_BYTES];

static void fail(const char *what) {
    fprintf(stderr, "chain: %s\n", what);
    exit(1);
}

static void load(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END)) {
        fail("cannot read the stream");
    }
    frames = (size_t) ftell(file) / FRAME_BYTES;
    stream = malloc(frames * FRAME_BYTES);
    rewind(file);
    if (!frames || !stream || fread(stream, FRAME_BYTES, frames, file) != frames) {
        fail("cannot read the stream");
    }
    fclose(file);
}

static void prepare(void) {
    if (sbc_init(&decoder, 0)) {
        fail("no decoder");
    }
    for (int i = 0; i < 2; i++) {
        if (sbc_init(&encoders[i], 0)) {
            fail("no encoder");
        }
        encoders[i].frequency = SBC_FREQ_44100;
        encoders[i].mode = SBC_MODE_MONO;
        encoders[i].subbands = SBC_SB_8;
        encoders[i].blocks = SBC_BLK_16;
        encoders[i].allocation = SBC_AM_LOUDNESS;
        encoders[i].bitpool = 53;
        encoders[i].endian = SBC_LE;
    }
    decoder.endian = SBC_LE;
}

static void decode(const uint8_t *frame) {
    size_t written;
    if (sbc_decode(&decoder, frame, FRAME_BYTES, programme, sizeof programme, &written) != FRAME_BYTES
            || written != sizeof programme) {
        fail("not a frame of JOINT 53");
    }
}

static void split(void) {
    for (int n = 0; n < CODEC_FRAME; n++) {
        channels[0][n] = programme[2 * n];
        channels[1][n] = programme[2 * n + 1];
    }
}

static void encode(void) {
    for (int i = 0; i < 2; i++) {
        ssize_t written;
        if (sbc_encode(&encoders[i], channels[i], sizeof channels[i], out, sizeof out, &written)
                != sizeof channels[i] || written != MONO_BYTES) {
            fail("not encoded to MONO 53");
        }
    }
}

static int64_t cpu_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

int main(int count, char **arguments) {
    char command[16];
    if (count != 2) {
        fail("usage: chain FILE");
    }
    load(arguments[1]);
    prepare();
    decode(stream);
    split();
    while (fgets(command, sizeof command, stdin)) {
        int is_chain = !strcmp(command, "chain\n");
        int decodes = is_chain || !strcmp(command, "decode\n");
        int encodes = is_chain || !strcmp(command, "encode\n");
        int64_t start = cpu_ns();
        for (size_t i = 0; i < frames; i++) {
            if (decodes) {
                decode(stream + i * FRAME_BYTES);
            }
            if (is_chain) {
                split();
            }
            if (encodes) {
                encode();
            }
        }
        printf("%zu %lld\n", frames, (long long) (cpu_ns() - start));
        fflush(stdout);
    }
    return 0;
}
