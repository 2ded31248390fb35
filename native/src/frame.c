/* SPDX-License-Identifier: Apache-2.0 */
#include "frame.h"

static int accept_head(struct frame *frame)
{
    memcpy(&frame->left, frame->head + 4, 4);
    frame->type = frame->head[0];
    if (frame->head[1] || frame->head[2] || frame->head[3] || frame->left > FRAME_LIMIT)
        return -EPROTO;
    return 1;
}

int frame_read_head(struct frame *frame, int socket, int flags, int *fds, unsigned room, unsigned *count)
{
    while (frame->have < FRAME_HEAD) {
        size_t missing = (size_t)FRAME_HEAD - frame->have;
        long n = receive(socket, frame->head + frame->have, missing, flags, fds, room, count);
        if (n == -EAGAIN)
            return 0;
        if (n == -EINTR)
            continue;
        if (n <= 0)
            return n < 0 ? (int)n : frame->have ? -EPIPE : -ENODATA;
        frame->have = (uint8_t)(frame->have + n);
        if (frame->have == FRAME_HEAD)
            return accept_head(frame);
    }
    return 1;
}

void frame_write_head(uint8_t *at, enum frame_type type, uint32_t length)
{
    memset(at, 0, FRAME_HEAD);
    at[0] = (uint8_t)type;
    memcpy(at + 4, &length, 4);
}

uint32_t frame_write(uint8_t *at, enum frame_type type, const void *payload, uint32_t length)
{
    frame_write_head(at, type, length);
    memcpy(at + FRAME_HEAD, payload, length);
    return FRAME_HEAD + length;
}
