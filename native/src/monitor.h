/* SPDX-License-Identifier: Apache-2.0 */
/* What a monitor knows, and the parts it is made of. One fixed structure, no allocation. */
#pragma once

#include "plan.h"

enum { CLIENTS = 128, ENGINE_CLIENT = 0, FIRST_CLIENT = 1 };

struct state {
    /* −1: none, or it ended. A terminal is there three times: input and output 0 are it, too. */
    struct supervise fds;
    int report, children, status;
    bool started, exited, announced, finished, input_end;
    bool paused; /* something fails in a way that poll cannot wait for: leave it alone for a moment */
    uint32_t drained;
    uint32_t inside_line; /* a bit for each stream whose last piece did not end its line */
    uint64_t deadline;
    int writer; /* the client that feeds standard input, −1: none */
    struct link clients[CLIENTS];
    int used; /* clients behind these never were there: their memory is not touched */
    struct bulk input, output;
};

extern struct state mon;

/* clients.c */
void client_add(int fd, bool subscribed);
void client_accept(void);
void client_read(int index);

/* streams.c */
void input_end(void);
void input_close(void);
/* Writes what waits; the rest stays. */
void input_write(void);
void output_read(int index);
/* After the end: all that is still in the pipes, but no waiting for processes that left the container. */
void output_drain(void);
