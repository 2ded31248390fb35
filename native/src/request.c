/* SPDX-License-Identifier: Apache-2.0 */
/* REQUEST: all that the engine needs to know about the command that was typed. */
#include "request.h"
#include "frame.h"
#include "terminal.h"
#include "text.h"

struct request {
    uint32_t argc, envc, terminals;
    uint16_t size[2];
};

static bool send_all(int engine, const void *bytes, size_t size)
{
    const uint8_t *at = bytes;
    while (size) {
        long n = SYS(__NR_sendto, engine, at, size, MSG_NOSIGNAL);
        if (n == -EAGAIN) {
            struct pollfd writable = {engine, POLLOUT, 0};
            wait_for(&writable, 1, -1);
        } else if (n > 0) {
            at += n;
            size -= (size_t)n;
        } else if (n != -EINTR) {
            return false;
        }
    }
    return true;
}

static uint64_t size_of(char **texts)
{
    uint64_t size = 0;
    for (; *texts; texts++)
        size += text_length(*texts) + 1;
    return size;
}

static bool send_texts(int engine, char **texts)
{
    bool good = true;
    for (; *texts && good; texts++)
        good = send_all(engine, *texts, text_length(*texts) + 1);
    return good;
}

bool request_send(int engine, int argc, char **argv, char **envp)
{
    char directory[PATH_ROOM] = "/";
    uint8_t head[FRAME_HEAD];
    struct request request = {.argc = argc > 0 ? (uint32_t)argc - 1 : 0};
    char **arguments = argc > 0 ? argv + 1 : argv;
    if (SYS(__NR_getcwd, directory, sizeof directory) < 0)
        memcpy(directory, "/", 2);
    while (envp[request.envc])
        request.envc++;
    for (int fd = 0; fd < 3; fd++)
        request.terminals |= is_terminal(fd) ? 1U << fd : 0;
    terminal_size(request.size);
    uint64_t length = sizeof request + text_length(directory) + 1 + size_of(arguments) + size_of(envp);
    if (length > FRAME_LIMIT) {
        COMPLAIN("arguments and environment are too long");
        leave(125);
    }
    frame_write_head(head, FRAME_REQUEST, (uint32_t)length);
    return send_all(engine, head, sizeof head) && send_all(engine, &request, sizeof request) &&
           send_all(engine, directory, text_length(directory) + 1) && send_texts(engine, arguments) &&
           send_texts(engine, envp);
}
