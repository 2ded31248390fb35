/* SPDX-License-Identifier: Apache-2.0 */
#include "client.h"

void client_notify(struct client *client, enum frame_type type, const void *payload, uint32_t length)
{
    if (client->fd < 0 || client->deaf || client->control_size + FRAME_HEAD + length > CONTROL_BYTES)
        return;
    client->control_size += frame_write(client->control + client->control_size, type, payload, length);
}

void client_subscribe(struct client *client, const struct output *output)
{
    if (client->subscribed || client->deaf)
        return;
    client->subscribed = true;
    client->output_sent = output->size;
}

static bool owes_output(const struct client *client, const struct output *output)
{
    return client->subscribed && client->output_sent < output->size;
}

static bool owes_control(const struct client *client)
{
    return client->control_sent < client->control_size;
}

bool client_wants_to_send(const struct client *client, const struct output *output)
{
    return client->fd >= 0 && (owes_output(client, output) || owes_control(client));
}

/* Returns false if the client takes no more for now. */
static bool send_some(struct client *client, const uint8_t *bytes, uint32_t size, uint32_t *sent)
{
    long n = SYS(__NR_sendto, client->fd, bytes + *sent, size - *sent, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (n > 0) {
        *sent += (uint32_t)n;
    } else if (n != -EAGAIN && n != -EINTR) {
        client->deaf = true;
        client->subscribed = false;
        client->control_size = client->control_sent = 0;
    }
    return n > 0;
}

void client_send(struct client *client, const struct output *output)
{
    bool going = true;
    while (going && client_wants_to_send(client, output)) {
        bool inside = owes_output(client, output) && client->output_sent > 0;
        if (owes_control(client) && !inside)
            going = send_some(client, client->control, client->control_size, &client->control_sent);
        else
            going = send_some(client, output->bytes, output->size, &client->output_sent);
    }
}
