/* SPDX-License-Identifier: Apache-2.0 */
/* Frames, and the sockets that carry them; docs/protocols.md draws the conversations. */
#pragma once

#include "sys.h"

enum { FRAME_PLAN = 1, FRAME_STDIN = 3, FRAME_STDIN_EOF };
enum { FRAME_RESIZE = 5, FRAME_SIGNAL, FRAME_SUBSCRIBE };
enum { FRAME_STDOUT = 16, FRAME_STDERR, FRAME_READY, FRAME_STARTED, FRAME_FAILED, FRAME_EXITED };
enum { FRAME_REQUEST = 32, FRAME_ATTACH, FRAME_EXIT, FRAME_LAUNCH, FRAME_ELSEWHERE };
enum { FRAME_LIMIT = 1 << 20, BULK_BYTES = 16 * 1024, PAYLOAD_BYTES = 40, QUEUE_BYTES = 128 };

/* How a frame begins. The type is a byte and three zeros. */
struct head {
    uint32_t type, length;
};

/*
 * Standard input or output on its way, one frame or a part of it, shared by all links. What came from a link
 * is in `bytes`; what goes to links begins with the head, and `size` counts it.
 */
struct bulk {
    uint32_t size, sent;
    struct head head;
    uint8_t bytes[BULK_BYTES];
};

/* One socket with what waits in both directions; sizes are fixed, so is the memory. */
struct link {
    int fd;          /* −1: closed */
    bool subscribed; /* it gets the bulk */
    bool deaf;       /* it takes nothing more, but may still send */
    uint32_t have;   /* bytes of the frame that were read: of the head below first */
    struct head in;
    uint8_t payload[PAYLOAD_BYTES];
    uint8_t queue[QUEUE_BYTES]; /* frames without bulk for the other side */
    uint32_t queue_size, queue_sent, bulk_sent;
};

/*
 * WAIT: nothing more for now. BULK: a piece of a STDIN, STDOUT or STDERR frame, it is in the bulk. FRAME: any
 * other frame is complete, it is in link->in and link->payload.
 */
enum link_event { LINK_WAIT, LINK_BULK, LINK_FRAME, LINK_END, LINK_ERROR };

/* Reads on. While the bulk is full, links whose next frame brings more for it are held up, others are not. */
enum link_event link_read(struct link *link, struct bulk *bulk, struct passed *passed);

/* Queues a frame; one that finds no room is lost, but there is room for all that a monitor ever says. */
void link_put(struct link *link, uint32_t type, const void *payload, uint32_t length);

/* From the next bulk on. */
void link_subscribe(struct link *link, const struct bulk *bulk);
bool link_owes(const struct link *link, const struct bulk *bulk);
void link_send(struct link *link, const struct bulk *bulk);
void link_close(struct link *link);

/* Fills the array that poll is given, a place for each link. */
void links_watch(const struct link *links, int count, struct pollfd *polls, const struct bulk *in,
                 const struct bulk *out);
/* Sends to all; when every subscriber took the bulk, there is room for the next. */
void links_send(struct link *links, int count, struct bulk *bulk);

/* Makes a frame for links of the bytes that are in the bulk. */
void bulk_frame(struct bulk *bulk, uint32_t type, uint32_t length);
/* Writes what came from a link to a file, at most `most` bytes of it. Returns what write(2) does. */
long bulk_write(struct bulk *bulk, int fd, uint32_t most);
