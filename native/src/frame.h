/* SPDX-License-Identifier: Apache-2.0 */
/* The frame that all of Jug's sockets speak; docs/protocols.md draws the conversations. */
#ifndef JUG_FRAME_H
#define JUG_FRAME_H

#include "sys.h"

enum frame_type {
    FRAME_PLAN = 1,
    FRAME_START = 2,
    FRAME_STDIN = 3,
    FRAME_STDIN_EOF = 4,
    FRAME_RESIZE = 5,
    FRAME_SIGNAL = 6,
    FRAME_SUBSCRIBE = 7,
    FRAME_STDOUT = 16,
    FRAME_STDERR = 17,
    FRAME_READY = 18,
    FRAME_STARTED = 19,
    FRAME_FAILED = 20,
    FRAME_EXITED = 21,
    FRAME_REQUEST = 32,
    FRAME_ATTACH = 33,
    FRAME_EXIT = 34
};

enum { FRAME_HEAD = 8, FRAME_LIMIT = 1 << 20 };

/* The frame that is being read from a socket, and how far it came. */
struct frame {
    uint8_t head[FRAME_HEAD];
    uint8_t have; /* bytes of the head */
    uint8_t type;
    uint32_t left; /* bytes of the payload that were not read yet */
};

/*
 * Reads what is missing of the head. Returns 1 when it is complete, 0 when the socket has no more for now,
 * and an errno, negated, otherwise: −ENODATA at the end between two frames, −EPIPE inside one, −EPROTO if
 * it is no frame. A descriptor that comes along is appended to fds.
 */
int frame_read_head(struct frame *frame, int socket, int flags, int *fds, unsigned room, unsigned *count);

/* Writes a frame and returns its size. */
uint32_t frame_write(uint8_t *at, enum frame_type type, const void *payload, uint32_t length);

void frame_write_head(uint8_t *at, enum frame_type type, uint32_t length);

static inline bool frame_is_text(const struct frame *frame)
{
    return frame->type == FRAME_STDOUT || frame->type == FRAME_STDERR;
}

#endif
