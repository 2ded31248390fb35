/* SPDX-License-Identifier: Apache-2.0 */
/* The other side of the conversations, and the little that a TAP test needs. */
#ifndef JUG_TEST_FRAMES_H
#define JUG_TEST_FRAMES_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum { STDIN = 3, STDIN_EOF, RESIZE, SIGNAL, SUBSCRIBE };
enum { STDOUT = 16, STDERR, READY, STARTED, FAILED, EXITED };
enum { REQUEST = 32, ATTACH, EXIT, LAUNCH, ELSEWHERE };
enum { END = 0, TIMEOUT = -1 };

struct frame {
    int type, fd;
    uint32_t length, value[2];
    char text[128 * 1024];
};

/* Receives a frame within three seconds and returns its type. */
int next(int fd, struct frame *frame);
void say(int fd, int type, const void *payload, uint32_t length);
void say_with(int fd, int type, const void *payload, uint32_t length, const int *fds, unsigned count);

void ok(bool good, const char *what);
void skip(const char *what, const char *reason);
_Noreturn void die(const char *what);
int finish(void);

/* Waits three seconds for the end of a process and returns its status; −1 if it had to be killed. */
int end_of(pid_t pid);

#endif
