/*
 * The C libraries of codecs as plain C calls them, to be compared with the same through Java.
 *
 * codecs PART PACKETS: takes that many packets of noise (896 frames, for AAC 1,024) through a part (aptx-encode,
 * aptx-decode, aptxhd-encode, aptxhd-decode, ldac-encode, aac-encode, aac-decode), after as many to warm up. The answer
 * is the CPU time of a packet in ns. Libraries are found as Java finds them; status 2 where there is none.
 */
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FRAMES = 896, AAC_FRAMES = 1024, ROOM = 16384, PACKETS = 64 };

/* AACENC_BufDesc of aacenc_lib.h */
struct buffers { int count; void **buffers; int *kinds; int *sizes; int *element_sizes; };

static void *library;
static unsigned char noise24[FRAMES * 6];
static float noise[AAC_FRAMES];
static int16_t noise16[AAC_FRAMES];
static unsigned char coded[PACKETS][ROOM];
static size_t lengths[PACKETS];
static unsigned char out[ROOM * 4];
static void *encoder;
static void *decoder;

static void *function(const char *name) {
    void *found = dlsym(library, name);
    if (!found) {
        exit(2);
    }
    return found;
}

static void open_library(const char *name) {
    library = dlopen(name, RTLD_NOW);
    if (!library) {
        exit(2);
    }
}

static void fill(void) {
    srand(1);
    for (int n = 0; n < AAC_FRAMES; n++) {
        noise[n] = 0.5f * (rand() / (float) RAND_MAX - 0.5f);
        noise16[n] = (int16_t) (noise[n] * 32767);
        for (int c = 0; c < 2 && n < FRAMES; c++) {
            int sample = (int) (noise[n] * 8388607);
            memcpy(noise24 + n * 6 + c * 3, &sample, 3);
        }
    }
}

static size_t (*aptx_code)(void *, const void *, size_t, void *, size_t, size_t *);
static size_t (*aptx_decode)(void *, const void *, size_t, void *, size_t, size_t *);

static void aptx_encode_packet(int at) {
    aptx_code(encoder, noise24, sizeof noise24, coded[at], ROOM, &lengths[at]);
}

static void aptx_decode_packet(int at) {
    size_t written;
    aptx_decode(decoder, coded[at], lengths[at], out, sizeof out, &written);
}

static void prepare_aptx(int hd) {
    open_library("libfreeaptx.so.0");
    void *(*init)(int) = (void *(*)(int)) function("aptx_init");
    aptx_code = function("aptx_encode");
    aptx_decode = function("aptx_decode");
    encoder = init(hd);
    decoder = init(hd);
}

static int (*ldac_encode)(void *, void *, int *, void *, int *, int *);

static void ldac_encode_packet(int at) {
    (void) at;
    for (int n = 0; n < FRAMES; n += 128) {
        int used;
        int bytes;
        int frames;
        ldac_encode(encoder, noise + n, &used, out, &bytes, &frames);
    }
}

static void prepare_ldac(void) {
    open_library("libldacBT_enc.so.2");
    void *(*get)(void) = (void *(*)(void)) function("ldacBT_get_handle");
    int (*init)(void *, int, int, int, int, int) = function("ldacBT_init_handle_encode");
    ldac_encode = function("ldacBT_encode");
    encoder = get();
    init(encoder, 679, 0, 4, 5, 44100);
}

static int (*aac_encode)(void *, void *, void *, int *, int *);
static int (*aac_fill)(void *, unsigned char **, unsigned *, unsigned *);
static int (*aac_decode)(void *, int16_t *, int, unsigned);

static void aac_encode_packet(int at) {
    void *in = noise16;
    void *to = coded[at];
    int in_kind = 0, in_size = sizeof noise16, in_element = 2, to_kind = 3, to_size = ROOM, to_element = 1;
    struct buffers from = {1, &in, &in_kind, &in_size, &in_element};
    struct buffers into = {1, &to, &to_kind, &to_size, &to_element};
    int given[2] = {AAC_FRAMES, 0};
    int got[4] = {0};
    aac_encode(encoder, &from, &into, given, got);
    lengths[at] = (size_t) got[0];
}

static void aac_decode_packet(int at) {
    unsigned char *packet = coded[at];
    unsigned size = (unsigned) lengths[at];
    unsigned valid = size;
    aac_fill(decoder, &packet, &size, &valid);
    aac_decode(decoder, (int16_t *) out, 8192, 0);
}

static void prepare_aac(void) {
    open_library("libfdk-aac.so.2");
    int (*open)(void **, unsigned, unsigned) = function("aacEncOpen");
    int (*set)(void *, int, unsigned) = function("aacEncoder_SetParam");
    void *(*open_decoder)(int, unsigned) = function("aacDecoder_Open");
    int (*set_decoder)(void *, int, int) = function("aacDecoder_SetParam");
    aac_encode = function("aacEncEncode");
    aac_fill = function("aacDecoder_Fill");
    aac_decode = function("aacDecoder_DecodeFrame");
    open(&encoder, 0, 1);
    int parameters[][2] = {{0x100, 2}, {0x103, 44100}, {0x106, 1}, {0x102, 0}, {0x101, 160000}, {0x207, 221904},
        {0x200, 1}, {0x300, 6}, {0x301, 1}};
    for (size_t i = 0; i < sizeof parameters / sizeof *parameters; i++) {
        set(encoder, parameters[i][0], (unsigned) parameters[i][1]);
    }
    aac_encode(encoder, NULL, NULL, NULL, NULL);
    decoder = open_decoder(6, 1);
    set_decoder(decoder, 0x11, 1);
    set_decoder(decoder, 0x12, 1);
    set_decoder(decoder, 0x100, 0);
    set_decoder(decoder, 0x4, 0);
}

static int64_t cpu_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

int main(int count, char **arguments) {
    if (count != 3) {
        fprintf(stderr, "usage: codecs PART PACKETS\n");
        return 1;
    }
    const char *part = arguments[1];
    int packets = atoi(arguments[2]);
    fill();
    void (*encode)(int) = aptx_encode_packet;
    void (*decode)(int) = aptx_decode_packet;
    if (!strncmp(part, "aptx", 4)) {
        prepare_aptx(!strncmp(part, "aptxhd", 6));
    } else if (!strncmp(part, "ldac", 4)) {
        prepare_ldac();
        encode = ldac_encode_packet;
    } else {
        prepare_aac();
        encode = aac_encode_packet;
        decode = aac_decode_packet;
    }
    for (int i = 0; i < PACKETS; i++) {
        encode(i);
    }
    void (*work)(int) = strstr(part, "decode") ? decode : encode;
    for (int i = 0; i < packets; i++) {
        work(i % PACKETS);
    }
    int64_t start = cpu_ns();
    for (int i = 0; i < packets; i++) {
        work(i % PACKETS);
    }
    printf("%lld\n", (long long) ((cpu_ns() - start) / packets));
    return 0;
}
