/* SPDX-License-Identifier: Apache-2.0 */
#include "sys.h"
#include <linux/uio.h>

struct message {
    void *name;
    int name_length;
    struct iovec *parts;
    size_t part_count;
    void *control;
    size_t control_length;
    unsigned flags;
};

struct control {
    size_t length;
    int level;
    int type;
    int fds[16];
};

struct credentials {
    int pid;
    unsigned uid;
    unsigned gid;
};

size_t text_length(const char *text)
{
    size_t length = 0;
    while (text[length])
        length++;
    return length;
}

size_t text_number(char *at, int64_t value)
{
    char digits[20];
    size_t count = 0, length = 0;
    uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
    do {
        digits[count++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (value < 0)
        at[length++] = '-';
    while (count)
        at[length++] = digits[--count];
    at[length] = 0;
    return length;
}

_Noreturn void leave(int status)
{
    for (;;)
        SYS(__NR_exit_group, status);
}

void close_fd(int *fd)
{
    if (*fd >= 0)
        SYS(__NR_close, *fd);
    *fd = -1;
}

void open_standard_files(void)
{
    while (SYS(__NR_fcntl, 0, F_GETFD) < 0 || SYS(__NR_fcntl, 1, F_GETFD) < 0 ||
           SYS(__NR_fcntl, 2, F_GETFD) < 0)
        if (SYS(__NR_openat, AT_FDCWD, "/dev/null", O_RDWR) < 0)
            return;
}

void set_nonblocking(int fd)
{
    long flags = SYS(__NR_fcntl, fd, F_GETFL);
    if (flags >= 0)
        SYS(__NR_fcntl, fd, F_SETFL, flags | O_NONBLOCK);
}

int wait_for(struct pollfd *set, unsigned count, int milliseconds)
{
    struct __kernel_timespec limit = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
    return (int)SYS(__NR_ppoll, set, count, milliseconds < 0 ? NULL : &limit, NULL, 8);
}

uint64_t clock_now(int clock)
{
    struct __kernel_timespec now = {0, 0};
    SYS(__NR_clock_gettime, clock, &now);
    return (uint64_t)now.tv_sec * 1000000000U + (uint64_t)now.tv_nsec;
}

bool peer_is_trusted(int socket)
{
    struct credentials peer = {0, ~0U, ~0U};
    unsigned size = sizeof peer;
    if (SYS(__NR_getsockopt, socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) < 0)
        return false;
    return peer.uid == 0 || peer.uid == (unsigned)SYS(__NR_geteuid);
}

int exit_code(int status)
{
    return status & 0x7f ? 128 + (status & 0x7f) : status >> 8 & 0xff;
}

void set_disposition(int signal, unsigned long disposition)
{
    const struct {
        uint64_t handler, flags, restorer, mask;
    } action = {.handler = disposition};
    SYS(__NR_rt_sigaction, signal, &action, NULL, sizeof action.mask);
}

void set_signal_mask(uint64_t mask)
{
    SYS(__NR_rt_sigprocmask, SIG_SETMASK, &mask, NULL, sizeof mask);
}

static void take_descriptors(const struct control *control, int *fds, unsigned room, unsigned *count)
{
    size_t arrived = (control->length - offsetof(struct control, fds)) / sizeof(int);
    for (size_t i = 0; i < arrived; i++) {
        if (*count < room)
            fds[(*count)++] = control->fds[i];
        else
            SYS(__NR_close, control->fds[i]);
    }
}

long receive(int socket, void *bytes, size_t size, int flags, int *fds, unsigned room, unsigned *count)
{
    struct control control = {.length = 0};
    struct iovec part = {bytes, size};
    struct message message = {.parts = &part, .part_count = 1, .control = &control};
    message.control_length = sizeof control;
    long result = SYS(__NR_recvmsg, socket, &message, flags | MSG_CMSG_CLOEXEC);
    if (result < 0)
        return result;
    if (message.control_length > offsetof(struct control, fds) && control.level == SOL_SOCKET &&
        control.type == SCM_RIGHTS)
        take_descriptors(&control, fds, room, count);
    return message.flags & MSG_CTRUNC ? -EPROTO : result;
}
