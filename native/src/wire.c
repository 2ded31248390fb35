/* SPDX-License-Identifier: Apache-2.0 */
#include "wire.h"

/* ---- in ---- */

static bool is_bulk(const struct head *head)
{
    return head->type == FRAME_STDIN || head->type == FRAME_STDOUT || head->type == FRAME_STDERR;
}

/* The other side may close while something of ours is on its way; then the end looks like a reset. */
static enum link_event event_of(long result)
{
    if (is_temporary(result))
        return LINK_WAIT;
    return result == -EPROTO ? LINK_ERROR : LINK_END;
}

static enum link_event read_head(struct link *link, struct passed *passed)
{
    struct head *in = &link->in;
    long n = receive(link->fd, (uint8_t *)in + link->have, sizeof *in - link->have, MSG_DONTWAIT, passed);
    if (n <= 0)
        return event_of(n);
    link->have = (uint8_t)(link->have + n);
    if (link->have < sizeof *in)
        return LINK_WAIT;
    link->left = in->length;
    uint32_t limit = is_bulk(in) ? FRAME_LIMIT : PAYLOAD_BYTES;
    return in->zero[0] || in->zero[1] || in->zero[2] || in->length > limit ? LINK_ERROR : LINK_FRAME;
}

bool link_is_held_up(const struct link *link, const struct bulk *bulk)
{
    return link->have == sizeof link->in && is_bulk(&link->in) && link->left && bulk->size;
}

enum link_event link_read(struct link *link, struct bulk *bulk, struct passed *passed)
{
    enum link_event event = link->have < sizeof link->in ? read_head(link, passed) : LINK_FRAME;
    if (event != LINK_FRAME)
        return event;
    if (link_is_held_up(link, bulk))
        return LINK_WAIT;
    if (is_bulk(&link->in))
        event = link->left ? LINK_BULK : LINK_WAIT;
    if (link->left) {
        uint8_t *at = event == LINK_BULK ? bulk->bytes : link->payload + (link->in.length - link->left);
        uint32_t size = link->left < BULK_BYTES ? link->left : BULK_BYTES;
        long n = receive(link->fd, at, size, MSG_DONTWAIT, NULL);
        if (n <= 0)
            return event_of(n);
        link->left -= (uint32_t)n;
        if (event == LINK_BULK)
            bulk->size = (uint32_t)n;
        else if (link->left)
            return LINK_WAIT;
    }
    link->have = link->left ? link->have : 0;
    return event;
}

long bulk_write(struct bulk *bulk, int fd, uint32_t most)
{
    uint32_t left = bulk->size - bulk->sent;
    long n = SYS(__NR_write, fd, bulk->bytes + bulk->sent, left < most ? left : most);
    bulk->sent += n > 0 ? (uint32_t)n : 0;
    if (bulk->sent == bulk->size)
        bulk->size = bulk->sent = 0;
    return n;
}

/* ---- out ---- */

void bulk_frame(struct bulk *bulk, uint8_t type, uint32_t length)
{
    bulk->head = (struct head){.type = type, .length = length};
    bulk->size = (uint32_t)sizeof bulk->head + length;
}

void link_put(struct link *link, uint8_t type, const void *payload, uint32_t length)
{
    const struct head head = {.type = type, .length = length};
    if (link->queue_sent == link->queue_size)
        link->queue_sent = link->queue_size = 0;
    if (link->fd < 0 || link->deaf || link->queue_size + sizeof head + length > QUEUE_BYTES)
        return;
    memcpy(link->queue + link->queue_size, &head, sizeof head);
    memcpy(link->queue + link->queue_size + sizeof head, payload, length);
    link->queue_size += (uint32_t)sizeof head + length;
}

void link_subscribe(struct link *link, const struct bulk *bulk)
{
    if (link->subscribed || link->deaf)
        return;
    link->subscribed = true;
    link->bulk_sent = bulk->size;
}

static bool owes_bulk(const struct link *link, const struct bulk *bulk)
{
    return link->subscribed && link->bulk_sent < bulk->size;
}

bool link_owes(const struct link *link, const struct bulk *bulk)
{
    return link->fd >= 0 && (owes_bulk(link, bulk) || link->queue_sent < link->queue_size);
}

static void stop_sending(struct link *link)
{
    link->deaf = true;
    link->subscribed = false;
    link->queue_size = link->queue_sent = 0;
}

/* Returns false if the other side takes no more for now. */
static bool send_some(struct link *link, const void *bytes, uint32_t size, uint32_t *sent)
{
    const uint8_t *at = bytes;
    long n = SYS(__NR_sendto, link->fd, at + *sent, size - *sent, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (n > 0)
        *sent += (uint32_t)n;
    else if (!is_temporary(n))
        stop_sending(link);
    return n > 0;
}

void link_send(struct link *link, const struct bulk *bulk)
{
    bool going = true;
    while (going && link_owes(link, bulk)) {
        bool inside = owes_bulk(link, bulk) && link->bulk_sent > 0;
        if (link->queue_sent < link->queue_size && !inside)
            going = send_some(link, link->queue, link->queue_size, &link->queue_sent);
        else
            going = send_some(link, &bulk->head, bulk->size, &link->bulk_sent);
    }
}

void links_send(struct link *links, int count, struct bulk *bulk)
{
    bool taken = true;
    for (int i = 0; i < count; i++) {
        link_send(&links[i], bulk);
        taken = taken && !owes_bulk(&links[i], bulk);
    }
    if (!taken)
        return;
    bulk->size = 0;
    for (int i = 0; i < count; i++)
        links[i].bulk_sent = 0;
}

void link_close(struct link *link)
{
    close_fd(&link->fd);
    stop_sending(link);
}
