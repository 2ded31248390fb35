/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What clients type goes to the container, as fast as it reads. What the container writes goes to the log
 * first, then to whoever listens.
 */
#include "monitor.h"

/* As much as a pipe can hold: after the end there may still be a stray process that never stops writing. */
enum { DRAIN_LIMIT = 1 << 20 };

void input_close(void)
{
    mon.input.size = mon.input.sent = 0;
    mon.input_end = false;
    if (mon.fds.terminal < 0) /* a terminal brings the output, too */
        close_fd(&mon.fds.in);
}

void input_end(void)
{
    mon.input_end = true;
    if (!mon.input.size)
        input_close();
}

void input_write(void)
{
    long n = bulk_write(&mon.input, mon.fds.in, BULK_BYTES);
    if ((n < 0 && !is_temporary(n)) || (mon.input_end && !mon.input.size))
        input_close();
}

/* The first is `log`, the next `log.1` and so on; none is ever renamed, so readers follow by counting. */
static const char *log_name(char *at, uint32_t number)
{
    memcpy(at, "log.", 4);
    text_number(at + 4, number);
    at[3] = number ? '.' : 0;
    return at;
}

/* The next file begins, and the oldest goes. Where no file can be made the old one goes on. */
static bool log_turn(void)
{
    char name[32];
    const char *next = log_name(name, mon.fds.log_number + 1);
    int fd = (int)SYS(__NR_openat, mon.fds.logs, next, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd < 0)
        return false;
    close_fd(&mon.fds.log);
    mon.fds.log = fd;
    if (++mon.fds.log_number >= mon.fds.log_files)
        SYS(__NR_unlinkat, mon.fds.logs, log_name(name, mon.fds.log_number - mon.fds.log_files), 0);
    return true;
}

static void write_log(uint32_t stream, uint32_t size)
{
    struct {
        uint32_t stream, length;
        uint64_t nanoseconds;
    } record = {stream | (mon.inside_line >> stream & 1u) << 8, size, clock_now(CLOCK_REALTIME)};
    const struct iovec parts[2] = {{&record, sizeof record}, {mon.output.bytes, size}};
    mon.inside_line = (mon.inside_line & ~(1u << stream)) | (uint32_t)(mon.output.bytes[size - 1] != '\n') << stream;
    if (mon.fds.log < 0)
        return;
    long end = SYS(__NR_lseek, mon.fds.log, 0, 2);
    if (end > 0 && mon.fds.log_files && (uint64_t)end + sizeof record + size > mon.fds.log_bytes)
        end = log_turn() ? 0 : end;
    long n = SYS(__NR_writev, mon.fds.log, parts, 2);
    /* The disk is full in the middle of a record: take it back, or readers lose the thread. */
    if (n > 0 && n != (long)(sizeof record + size))
        SYS(__NR_ftruncate, mon.fds.log, end);
}

void output_read(int index)
{
    long n = SYS(__NR_read, mon.fds.out[index], mon.output.bytes, BULK_BYTES);
    if (n > 0) {
        mon.drained += mon.exited ? (uint32_t)n : 0;
        write_log((uint32_t)index + 1, (uint32_t)n);
        bulk_frame(&mon.output, index ? FRAME_STDERR : FRAME_STDOUT, (uint32_t)n);
        links_send(mon.clients, mon.used, &mon.output);
    } else if (mon.fds.terminal >= 0 && n == -EIO && !mon.exited) {
        mon.paused = true; /* nobody has the terminal open, but a program like systemd opens it again */
    } else if (mon.exited || !is_temporary(n)) {
        mon.fds.out[index] = -1; /* not closed: a terminal may still be spoken to */
    }
}

void output_drain(void)
{
    for (int i = 0; i < 2; i++) {
        while (mon.fds.out[i] >= 0 && !mon.output.size) {
            if (mon.drained >= DRAIN_LIMIT)
                mon.fds.out[i] = -1;
            else
                output_read(i);
        }
    }
}
