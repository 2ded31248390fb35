/* SPDX-License-Identifier: Apache-2.0 */
/* One socket of the front with what waits in both directions; sizes are fixed, so is the memory. */
#ifndef JUG_LINK_H
#define JUG_LINK_H

#include "frame.h"

enum { LINK_BYTES = 16 * 1024, LINK_CONTROL = 1024, SMALL_PAYLOAD = 64 };

struct link {
    int fd;     /* −1: closed */
    int passed; /* a descriptor that came along, −1: none */
    bool deaf;  /* the other side takes nothing more */
    struct frame in;
    uint32_t text_size, text_sent; /* output for the user that was read from here */
    uint32_t out_size, out_sent;   /* frames for the other side */
    uint8_t text[LINK_BYTES];
    uint8_t out[FRAME_HEAD + LINK_BYTES + LINK_CONTROL];
};

enum link_event {
    LINK_WAIT,  /* nothing more for now */
    LINK_TEXT,  /* link->text is to be written out before the next call */
    LINK_FRAME, /* a small frame is complete: link->in.type, payload of link->text_size bytes in link->text */
    LINK_END,
    LINK_ERROR
};

enum link_event link_read(struct link *link);
void link_close(struct link *link);

/* Queues a frame; a control frame that finds no room is lost. */
void link_put(struct link *link, enum frame_type type, const void *payload, uint32_t length);
void link_flush(struct link *link);

static inline bool link_has_text(const struct link *link)
{
    return link->text_sent < link->text_size && frame_is_text(&link->in);
}

static inline bool link_has_output(const struct link *link)
{
    return link->fd >= 0 && link->out_sent < link->out_size;
}

#endif
