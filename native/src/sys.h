/* SPDX-License-Identifier: Apache-2.0 */
/* System calls and the handful of helpers that a program without libc needs. */
#pragma once

#include <asm/ioctls.h>
#include <asm/poll.h>
#include <asm/signal.h>
#include <asm/socket.h>
#include <asm/unistd.h>
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/prctl.h>
#include <linux/time.h>
#include <linux/uio.h>
#include <linux/wait.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef JUG_STUBBED
/* The fuzz harness answers system calls itself. */
long syscall6(long n, long a, long b, long c, long d, long e, long f);
#else
#include "arch.h"
#endif

#define SYS_6(n, a, b, c, d, e, f, ...)                                                                      \
    syscall6(n, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f))
#define SYS(...)      SYS_6(__VA_ARGS__, 0, 0, 0, 0, 0, 0, 0)
#define SIGNAL_BIT(n) (UINT64_C(1) << ((n)-1))
#define ALL_SIGNALS   UINT64_MAX

/* Parts of the socket interface that the kernel's headers keep from user space. */
enum { AF_UNIX = 1, SOCK_STREAM = 1, SOCK_CLOEXEC = O_CLOEXEC, SCM_RIGHTS = 1 };
enum { MSG_CTRUNC = 0x8, MSG_DONTWAIT = 0x40, MSG_NOSIGNAL = 0x4000, MSG_CMSG_CLOEXEC = 0x40000000 };

/* The C compiler calls these behind our back. */
void *memcpy(void *to, const void *from, size_t size);
void *memset(void *at, int byte, size_t size);

size_t text_length(const char *text);
/* Writes value in decimal with a NUL (at most 21 bytes), returns the length without the NUL. */
size_t text_number(char *at, uint64_t value);

_Noreturn void leave(int status);
void close_fd(int *fd);
/* If 0, 1 or 2 is closed, a socket of ours would get that number and be taken for what it is not. */
void open_standard_files(void);
int wait_for(struct pollfd *set, unsigned count, int milliseconds);
/* Makes a place in such a set; without events it is empty: poll reports a hang-up even if nobody asked. */
void watch(struct pollfd *place, int fd, int events);
uint64_t clock_now(int clock);
/* The user at the other end of a Unix socket is root or ourselves. */
bool peer_is_trusted(int socket);
/* How shells put the status of wait(2) into one number. */
int exit_code(int status);
void set_signal_mask(uint64_t mask);

/* The call would succeed later, or was only interrupted. */
static inline bool is_temporary(long result)
{
    return result == -EAGAIN || result == -EINTR;
}

/* Descriptors that came along, as the kernel delivers them. Zero before the first reception. */
struct passed {
    size_t length;
    int level, type;
    int fds[16];
};

unsigned passed_count(const struct passed *passed);

/*
 * Receives bytes and descriptors (close-on-exec); those that came before stay in `passed` if none come now.
 * Returns what recvmsg(2) does; −EPROTO if there are more descriptors than room, or passed is NULL.
 */
long receive(int socket, void *bytes, size_t size, int flags, struct passed *passed);

/* Sends all bytes; what is in `passed` travels with the first, and is gone from there. */
bool send_all(int socket, void *bytes, size_t size, struct passed *passed);
