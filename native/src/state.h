/* SPDX-License-Identifier: Apache-2.0 */
/* What a monitor knows, and the parts it is made of. One fixed structure, no allocation. */
#ifndef JUG_STATE_H
#define JUG_STATE_H

#include "client.h"

enum { INPUT_BYTES = 8 * 1024, ENGINE_CLIENT = 0, FIRST_CLIENT = 1 };

struct state {
    int pid, pidfd, report, children, listen, log, directory, gate;
    int source[2]; /* standard output (or the terminal) and error; −1 when it ended */
    int input;     /* standard input (or the terminal) */
    bool terminal, once;
    bool gated; /* the child waits, or will wait, for START */
    bool started, exited, announced, finished;
    bool paused; /* something fails in a way that poll cannot wait for: leave it alone for a moment */
    int status;
    uint32_t drained;
    uint64_t deadline;
    int writer; /* the client that feeds standard input, −1: none */
    bool input_end;
    uint32_t input_size, input_sent;
    struct client clients[CLIENTS];
    struct output output;
    uint8_t input_bytes[INPUT_BYTES];
};

extern struct state mon;

/* monitor.c: the child will not run; it is killed, and nobody needs a status. */
_Noreturn void abandon(void);
void open_gate(void);

/* input.c */
void input_end(void);
void input_close(void);
/* Writes what waits; the rest stays. */
void input_write(void);

/* serve.c */
void client_add(int fd, bool subscribed);
void client_accept(void);
void client_read(int index);
/* Standard input is full: this client waits, the others do not. */
bool client_is_held_up(const struct client *client);
/* Sends what there is; when every subscriber took the frame of output, there is room for the next. */
void clients_serve(void);
void clients_notify(enum frame_type type, uint32_t value);

/* output.c */
void output_read(int index);
/* After the end: all that is still in the pipes, but no waiting for processes that left the container. */
void output_drain(void);

#endif
