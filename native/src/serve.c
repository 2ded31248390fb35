/* SPDX-License-Identifier: Apache-2.0 */
/* Clients come, say what they want, are served and go. */
#include "state.h"

enum { FRAMES_PER_TURN = 16 }; /* of one client, before the others have their turn */

static void forget(int index)
{
    struct client *client = &mon.clients[index];
    close_fd(&client->fd);
    client->subscribed = false;
    client->control_size = client->control_sent = 0;
    if (index == ENGINE_CLIENT && mon.gated && !mon.exited)
        abandon();
    if (index == mon.writer) {
        mon.writer = -1;
        if (mon.once)
            input_end();
    }
}

static bool length_is_right(const struct frame *frame)
{
    switch (frame->type) {
    case FRAME_STDIN: return true;
    case FRAME_START:
    case FRAME_STDIN_EOF:
    case FRAME_SUBSCRIBE: return frame->left == 0;
    case FRAME_RESIZE:
    case FRAME_SIGNAL: return frame->left == 4;
    default: return false;
    }
}

static void resize(const uint8_t *payload)
{
    uint16_t size[4] = {0, 0, 0, 0}; /* struct winsize: rows, columns, and pixels that nobody knows */
    memcpy(size, payload, 4);
    if (mon.terminal && mon.input >= 0)
        SYS(__NR_ioctl, mon.input, TIOCSWINSZ, size);
}

static void obey(struct client *client)
{
    uint32_t signal;
    switch (client->in.type) {
    case FRAME_START: open_gate(); break;
    case FRAME_STDIN_EOF: input_end(); break;
    case FRAME_SUBSCRIBE:
        if (!mon.announced)
            client_subscribe(client, &mon.output);
        break;
    case FRAME_RESIZE: resize(client->in_bytes); break;
    case FRAME_SIGNAL:
        memcpy(&signal, client->in_bytes, 4);
        if (signal >= 1 && signal <= 64)
            SYS(__NR_pidfd_send_signal, mon.pidfd, signal, NULL, 0);
        break;
    default: break;
    }
}

bool client_is_held_up(const struct client *client)
{
    return client->in.have == FRAME_HEAD && client->in.type == FRAME_STDIN && client->in.left &&
           mon.input_size;
}

/* Returns what read(2) does; what arrives after the container closed its input is dropped. */
static long read_stdin(int index)
{
    struct client *client = &mon.clients[index];
    uint32_t size = client->in.left < INPUT_BYTES ? client->in.left : INPUT_BYTES;
    long n = SYS(__NR_recvfrom, client->fd, mon.input_bytes, size, MSG_DONTWAIT, NULL, NULL);
    if (n > 0)
        mon.writer = index;
    if (n <= 0 || mon.input < 0 || mon.exited)
        return n;
    mon.input_size = (uint32_t)n;
    input_write();
    return n;
}

/* Returns false when the client has no more for now, waits, or is gone. */
static bool read_payload(int index)
{
    struct client *client = &mon.clients[index];
    while (client->in.left) {
        if (client_is_held_up(client))
            return false;
        uint8_t *at = client->in_bytes + sizeof client->in_bytes - client->in.left;
        long n = client->in.type == FRAME_STDIN
                     ? read_stdin(index)
                     : SYS(__NR_recvfrom, client->fd, at, client->in.left, MSG_DONTWAIT, NULL, NULL);
        if (n == -EAGAIN || n == -EINTR)
            return false;
        if (n <= 0) {
            forget(index);
            return false;
        }
        client->in.left -= (uint32_t)n;
    }
    client->in.have = 0;
    obey(client);
    return true;
}

void client_read(int index)
{
    struct client *client = &mon.clients[index];
    for (int turn = 0; turn < FRAMES_PER_TURN; turn++) {
        if (client->in.have < FRAME_HEAD) {
            unsigned none = 0;
            int result = frame_read_head(&client->in, client->fd, MSG_DONTWAIT, NULL, 0, &none);
            if (result < 0 || (result > 0 && !length_is_right(&client->in)))
                forget(index);
            if (result <= 0 || client->fd < 0)
                return;
        }
        if (!read_payload(index))
            return;
    }
}

void clients_notify(enum frame_type type, uint32_t value)
{
    for (int i = 0; i < CLIENTS; i++)
        client_notify(&mon.clients[i], type, &value, sizeof value);
}

void client_add(int fd, bool subscribed)
{
    int index = FIRST_CLIENT;
    while (index < CLIENTS && mon.clients[index].fd >= 0)
        index++;
    if (index == CLIENTS) {
        SYS(__NR_close, fd);
        return;
    }
    uint32_t pid = (uint32_t)mon.pid, status = (uint32_t)mon.status;
    struct client *client = &mon.clients[index];
    memset(client, 0, sizeof *client);
    client->fd = fd;
    if (subscribed)
        client_subscribe(client, &mon.output);
    if (mon.started)
        client_notify(client, FRAME_STARTED, &pid, sizeof pid);
    if (mon.announced)
        client_notify(client, FRAME_EXITED, &status, sizeof status);
}

void client_accept(void)
{
    int fd = (int)SYS(__NR_accept4, mon.listen, NULL, NULL, SOCK_CLOEXEC);
    if (fd >= 0 && peer_is_trusted(fd))
        client_add(fd, false);
    else if (fd >= 0)
        SYS(__NR_close, fd);
    else if (fd != -EAGAIN)
        mon.paused = true; /* out of descriptors or memory: poll would return at once, again and again */
}

void clients_serve(void)
{
    bool taken = true;
    for (int i = 0; i < CLIENTS; i++) {
        struct client *client = &mon.clients[i];
        if (client->fd < 0)
            continue;
        client_send(client, &mon.output);
        taken = taken && (!client->subscribed || client->output_sent == mon.output.size);
    }
    if (!taken)
        return;
    mon.output.size = 0;
    for (int i = 0; i < CLIENTS; i++)
        mon.clients[i].output_sent = 0;
}
