/* SPDX-License-Identifier: Apache-2.0 */
/* System calls and the handful of helpers that a program without libc needs. */
#ifndef JUG_SYS_H
#define JUG_SYS_H

#include <asm/ioctls.h>
#include <asm/poll.h>
#include <asm/signal.h>
#include <asm/socket.h>
#include <asm/termbits.h>
#include <asm/unistd.h>
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/mman.h>
#include <linux/prctl.h>
#include <linux/time.h>
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
#define SIGNAL_BIT(n) (UINT64_C(1) << ((n)-1))
#define ALL_SIGNALS   UINT64_MAX

#define SYS(...) SYS_6(__VA_ARGS__, 0, 0, 0, 0, 0, 0, 0)

/* Parts of the socket interface that the kernel's headers keep from user space. */
enum {
    AF_UNIX = 1,
    SOCK_STREAM = 1,
    SOCK_NONBLOCK = O_NONBLOCK,
    SOCK_CLOEXEC = O_CLOEXEC,
    SCM_RIGHTS = 1,
    MSG_CTRUNC = 0x8,
    MSG_DONTWAIT = 0x40,
    MSG_NOSIGNAL = 0x4000,
    MSG_CMSG_CLOEXEC = 0x40000000
};

/* The C compiler calls these behind our back. */
void *memcpy(void *to, const void *from, size_t size);
void *memmove(void *to, const void *from, size_t size);
void *memset(void *at, int byte, size_t size);
int memcmp(const void *a, const void *b, size_t size);

size_t text_length(const char *text);
/* Writes value in decimal with a NUL (at most 21 bytes), returns the length without the NUL. */
size_t text_number(char *at, int64_t value);

_Noreturn void leave(int status);
void close_fd(int *fd);
/* If 0, 1 or 2 is closed, a socket of ours would get that number and be taken for what it is not. */
void open_standard_files(void);
void set_nonblocking(int fd);
int wait_for(struct pollfd *set, unsigned count, int milliseconds);
uint64_t clock_now(int clock);
/* The user at the other end of a Unix socket is root or ourselves. */
bool peer_is_trusted(int socket);
/* How shells put the status of wait(2) into one number. */
int exit_code(int status);
enum { DISPOSITION_DEFAULT = 0, DISPOSITION_IGNORE = 1 };
void set_disposition(int signal, unsigned long disposition);
void set_signal_mask(uint64_t mask);

/*
 * Receives bytes and at most `room` descriptors (close-on-exec), which are appended to fds. Returns what
 * recvmsg(2) does; −EPROTO if descriptors were cut off.
 */
long receive(int socket, void *bytes, size_t size, int flags, int *fds, unsigned room, unsigned *count);

#endif
