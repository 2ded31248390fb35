/* SPDX-License-Identifier: Apache-2.0 */
#include "sys.h"

size_t text_length(const char *text)
{
    size_t length = 0;
    while (text[length])
        length++;
    return length;
}

size_t text_number(char *at, uint64_t value)
{
    char text[24];
    size_t from = sizeof text - 1;
    text[from] = 0;
    do {
        text[--from] = (char)('0' + value % 10);
    } while (value /= 10);
    memcpy(at, text + from, sizeof text - from);
    return sizeof text - from - 1;
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
    for (int fd = 0; fd < 3; fd++)
        if (SYS(__NR_fcntl, fd, F_GETFD) < 0)
            SYS(__NR_openat, AT_FDCWD, "/dev/null", O_RDWR);
}

int wait_for(struct pollfd *set, unsigned count, int milliseconds)
{
    struct __kernel_timespec limit = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
    return (int)SYS(__NR_ppoll, set, count, milliseconds < 0 ? NULL : &limit, NULL, 8);
}

void watch(struct pollfd *place, int fd, int events)
{
    *place = (struct pollfd){events ? fd : -1, (short)events, 0};
}

uint64_t clock_now(int clock)
{
    struct __kernel_timespec now = {0, 0};
    SYS(__NR_clock_gettime, clock, &now);
    return (uint64_t)now.tv_sec * 1000000000U + (uint64_t)now.tv_nsec;
}

bool peer_is_trusted(int socket)
{
    unsigned peer[] = {0, ~0U, ~0U}, size = sizeof peer; /* process, user, group */
    if (SYS(__NR_getsockopt, socket, SOL_SOCKET, SO_PEERCRED, peer, &size) < 0)
        return false;
    return peer[1] == 0 || peer[1] == (unsigned)SYS(__NR_geteuid);
}

int exit_code(int status)
{
    return status & 0x7f ? 128 + (status & 0x7f) : status >> 8 & 0xff;
}

void set_signal_mask(uint64_t mask)
{
    SYS(__NR_rt_sigprocmask, SIG_SETMASK, &mask, NULL, sizeof mask);
}

unsigned passed_count(const struct passed *passed)
{
    const size_t before = offsetof(struct passed, fds);
    bool rights = passed->length > before && passed->level == SOL_SOCKET && passed->type == SCM_RIGHTS;
    return rights ? (unsigned)((passed->length - before) / sizeof(int)) : 0;
}

static long message(int call, int socket, void *bytes, size_t size, int flags, void *control, size_t room)
{
    struct iovec part = {bytes, size};
    struct {
        struct block {
            void *at;
            size_t count;
        } name, parts, control;
        unsigned flags;
    } message = {{NULL, 0}, {&part, 1}, {control, room}, 0};
    long result = SYS(call, socket, &message, flags);
    return result >= 0 && message.flags & MSG_CTRUNC ? -EPROTO : result;
}

long receive(int socket, void *bytes, size_t size, int flags, struct passed *passed)
{
    size_t room = passed ? sizeof *passed : 0;
    return message(__NR_recvmsg, socket, bytes, size, flags | MSG_CMSG_CLOEXEC, passed, room);
}

bool send_all(int socket, void *bytes, size_t size, struct passed *passed)
{
    for (size_t sent = 0; sent < size; passed->length = 0) {
        char *from = (char *)bytes + sent;
        long n = message(__NR_sendmsg, socket, from, size - sent, MSG_NOSIGNAL, passed, passed->length);
        if (n <= 0)
            return false;
        sent += (size_t)n;
    }
    return true;
}
