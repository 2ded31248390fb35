/* SPDX-License-Identifier: Apache-2.0 */
#include "frames.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static int number, failures;

void ok(bool good, const char *what)
{
    printf("%sok %d - %s\n", good ? "" : "not ", ++number, what);
    failures += !good;
}

void skip(const char *what, const char *reason)
{
    printf("ok %d - %s # SKIP %s\n", ++number, what, reason);
}

void die(const char *what)
{
    printf("Bail out! %s: %s\n", what, strerror(errno));
    exit(1);
}

int finish(void)
{
    printf("1..%d\n", number);
    return failures != 0;
}

static bool read_fully(int fd, void *to, size_t size, int *passed)
{
    for (size_t have = 0; have < size;) {
        struct pollfd wait = {fd, POLLIN, 0};
        char control[CMSG_SPACE(sizeof(int))];
        struct iovec part = {(char *)to + have, size - have};
        struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control};
        message.msg_controllen = sizeof control;
        if (poll(&wait, 1, 3000) <= 0) {
            errno = ETIMEDOUT;
            return false;
        }
        ssize_t n = recvmsg(fd, &message, MSG_CMSG_CLOEXEC);
        if (n <= 0) {
            errno = 0;
            return false;
        }
        struct cmsghdr *c = CMSG_FIRSTHDR(&message);
        if (c && c->cmsg_type == SCM_RIGHTS)
            memcpy(passed, CMSG_DATA(c), sizeof *passed);
        have += (size_t)n;
    }
    return true;
}

int next(int fd, struct frame *frame)
{
    uint8_t head[8];
    frame->fd = -1;
    frame->length = 0;
    frame->text[0] = 0;
    if (!read_fully(fd, head, 8, &frame->fd))
        return frame->type = errno == ETIMEDOUT ? TIMEOUT : END;
    memcpy(&frame->length, head + 4, 4);
    if (frame->length >= sizeof frame->text || !read_fully(fd, frame->text, frame->length, &frame->fd))
        return frame->type = END;
    frame->text[frame->length] = 0;
    memcpy(frame->value, frame->text, sizeof frame->value);
    return frame->type = head[0];
}

void say_with(int fd, int type, const void *payload, uint32_t length, const int *fds, unsigned count)
{
    uint8_t head[8] = {(uint8_t)type};
    memcpy(head + 4, &length, 4);
    char control[CMSG_SPACE(16 * sizeof(int))] = {0};
    struct iovec parts[] = {{head, 8}, {(void *)(uintptr_t)payload, length}};
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
    if (count) {
        message.msg_control = control;
        message.msg_controllen = CMSG_SPACE(count * sizeof(int));
        struct cmsghdr *c = CMSG_FIRSTHDR(&message);
        c->cmsg_level = SOL_SOCKET;
        c->cmsg_type = SCM_RIGHTS;
        c->cmsg_len = CMSG_LEN(count * sizeof(int));
        memcpy(CMSG_DATA(c), fds, count * sizeof(int));
    }
    ssize_t n = sendmsg(fd, &message, MSG_NOSIGNAL);
    for (size_t sent = n < 8 ? 8 + length : (size_t)n; sent < 8 + length; sent += (size_t)n) {
        n = send(fd, (const char *)payload + sent - 8, 8 + length - sent, MSG_NOSIGNAL);
        if (n <= 0)
            return;
    }
}

void say(int fd, int type, const void *payload, uint32_t length)
{
    say_with(fd, type, payload, length, NULL, 0);
}

int end_of(pid_t pid)
{
    int status;
    for (int i = 0; i < 300; i++) {
        if (waitpid(pid, &status, WNOHANG) == pid)
            return status;
        usleep(10000);
    }
    kill(pid, SIGKILL);
    waitpid(pid, &status, 0);
    return -1;
}
