/* SPDX-License-Identifier: Apache-2.0 */
/* The connections of a monitor: what is sent to them. */
#ifndef JUG_CLIENT_H
#define JUG_CLIENT_H

#include "frame.h"

enum { CLIENTS = 16, OUTPUT_BYTES = 16 * 1024, CONTROL_BYTES = 48 };

struct client {
    int fd; /* −1: this place is free */
    bool subscribed;
    bool deaf; /* it takes nothing more, but may still send */
    uint8_t control[CONTROL_BYTES];
    uint32_t control_size, control_sent;
    uint32_t output_sent;
    struct frame in;
    uint8_t in_bytes[4];
};

/* One frame of output at a time, shared by all: the next is read when every subscriber took this one. */
struct output {
    uint32_t size;
    uint8_t bytes[FRAME_HEAD + OUTPUT_BYTES];
};

/* Queues a frame without output. There is room for all that one connection ever gets. */
void client_notify(struct client *client, enum frame_type type, const void *payload, uint32_t length);

/* From the next frame of output on. */
void client_subscribe(struct client *client, const struct output *output);

bool client_wants_to_send(const struct client *client, const struct output *output);
void client_send(struct client *client, const struct output *output);

#endif
