/* SPDX-License-Identifier: Apache-2.0 */
/* What the container writes: to the log first, then to whoever listens. */
#include "state.h"

/* As much as a pipe can hold: after the end there may still be a stray process that never stops writing. */
enum { DRAIN_LIMIT = 1 << 20 };

struct log_record {
    uint8_t stream, zero[3];
    uint32_t length;
    uint64_t nanoseconds;
};

static void write_log(uint8_t stream, const uint8_t *bytes, uint32_t size)
{
    struct log_record record = {.stream = stream, .length = size, .nanoseconds = clock_now(CLOCK_REALTIME)};
    struct {
        const void *at;
        size_t size;
    } parts[2] = {{&record, sizeof record}, {bytes, size}};
    if (mon.log < 0)
        return;
    long n = SYS(__NR_writev, mon.log, parts, 2);
    if (n <= 0 || n == (long)(sizeof record + size))
        return;
    /* The disk is full in the middle of a record: take it back, or readers lose the thread. */
    long end = SYS(__NR_lseek, mon.log, 0, 2);
    SYS(__NR_ftruncate, mon.log, end - n);
}

void output_read(int index)
{
    uint8_t *bytes = mon.output.bytes + FRAME_HEAD;
    long n = SYS(__NR_read, mon.source[index], bytes, OUTPUT_BYTES);
    if (n > 0) {
        uint8_t stream = (uint8_t)(index + 1);
        mon.output.size = FRAME_HEAD + (uint32_t)n;
        mon.drained += mon.exited ? (uint32_t)n : 0;
        frame_write_head(mon.output.bytes, index ? FRAME_STDERR : FRAME_STDOUT, (uint32_t)n);
        write_log(stream, bytes, (uint32_t)n);
        clients_serve();
    } else if (mon.terminal && n == -EIO && !mon.exited) {
        mon.paused = true; /* nobody has the terminal open, but a program like systemd opens it again */
    } else if (mon.exited || (n != -EAGAIN && n != -EINTR)) {
        if (mon.terminal)
            mon.source[index] = -1;
        else
            close_fd(&mon.source[index]);
    }
}

void output_drain(void)
{
    for (int i = 0; i < 2; i++) {
        while (mon.source[i] >= 0 && !mon.output.size) {
            if (mon.drained >= DRAIN_LIMIT)
                mon.source[i] = -1;
            else
                output_read(i);
        }
    }
}
