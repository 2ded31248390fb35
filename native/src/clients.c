/* SPDX-License-Identifier: Apache-2.0 */
/* Clients come, say what they want, are served and go. */
#include "monitor.h"

enum { FRAMES_PER_TURN = 16 }; /* of one client, before the others have their turn */

static void forget(int index)
{
    link_close(&mon.clients[index]);
    if (index == mon.writer) {
        mon.writer = -1;
        if (mon.fds.flags & SUPERVISE_STDIN_ONCE)
            input_end();
    }
}

/* Returns false if the frame makes no sense. */
static bool obey(struct link *client)
{
    uint32_t value[2] = {0, 0}; /* RESIZE has half of a struct winsize: nobody knows the pixels */
    bool has_value = client->in.type == FRAME_RESIZE || client->in.type == FRAME_SIGNAL;
    if (client->in.length != (has_value ? 4 : 0))
        return false;
    memcpy(value, client->payload, sizeof *value);
    switch (client->in.type) {
    case FRAME_SUBSCRIBE:
        if (!mon.announced)
            link_subscribe(client, &mon.output);
        return true;
    case FRAME_STDIN_EOF: input_end(); return true;
    case FRAME_RESIZE: SYS(__NR_ioctl, mon.fds.terminal, TIOCSWINSZ, value); return true;
    case FRAME_SIGNAL: SYS(__NR_pidfd_send_signal, mon.fds.pidfd, value[0], NULL, 0); return true;
    default: return false;
    }
}

/* What arrives after the container closed its input is dropped. */
static bool take_input(int index)
{
    bool good = mon.clients[index].in.type == FRAME_STDIN;
    mon.writer = good ? index : mon.writer;
    if (!good || mon.fds.in < 0 || mon.exited)
        mon.input.size = 0;
    else
        input_write();
    return good;
}

void client_read(int index)
{
    struct link *client = &mon.clients[index];
    for (int turn = 0; turn < FRAMES_PER_TURN; turn++) {
        enum link_event event = link_read(client, &mon.input, NULL);
        if (event == LINK_WAIT)
            return;
        bool good = event == LINK_BULK ? take_input(index) : event == LINK_FRAME && obey(client);
        if (!good)
            return forget(index);
    }
}

void client_add(int fd, bool subscribed)
{
    int index = FIRST_CLIENT;
    while (index < mon.used && mon.clients[index].fd >= 0)
        index++;
    if (index == CLIENTS)
        return close_fd(&fd);
    mon.used += index == mon.used;
    struct link *client = &mon.clients[index];
    *client = (struct link){.fd = fd};
    if (subscribed)
        link_subscribe(client, &mon.output);
    if (mon.started)
        link_put(client, FRAME_STARTED, &mon.fds.pid, sizeof mon.fds.pid);
    if (mon.announced)
        link_put(client, FRAME_EXITED, &mon.status, sizeof mon.status);
}

void client_accept(void)
{
    int fd = (int)SYS(__NR_accept4, mon.fds.listen, NULL, NULL, SOCK_CLOEXEC);
    if (fd >= 0 && peer_is_trusted(fd))
        client_add(fd, false);
    else if (fd >= 0)
        SYS(__NR_close, fd);
    else if (fd != -EAGAIN)
        mon.paused = true; /* out of descriptors or memory: poll would return at once, again and again */
}
