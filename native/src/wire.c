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
    return is_temporary(result) ? LINK_WAIT : result == -EPROTO ? LINK_ERROR : LINK_END;
}

/* The next piece is for the bulk, which is full. */
static bool is_held_up(const struct link *link, const struct bulk *bulk)
{
    return link->have >= sizeof link->in && is_bulk(&link->in) && bulk->size;
}

enum link_event link_read(struct link *link, struct bulk *bulk, struct passed *passed)
{
    struct head *in = &link->in;
    if (link->have < sizeof *in) {
        uint8_t *at = (uint8_t *)in + link->have;
        long n = receive(link->fd, at, sizeof *in - link->have, MSG_DONTWAIT, passed);
        if (n <= 0)
            return event_of(n);
        link->have += (uint32_t)n;
        if (link->have < sizeof *in)
            return LINK_WAIT;
        if (in->length > (is_bulk(in) ? FRAME_LIMIT : PAYLOAD_BYTES))
            return LINK_ERROR;
    }
    if (is_held_up(link, bulk))
        return LINK_WAIT;
    uint32_t left = (uint32_t)sizeof *in + in->length - link->have;
    if (left) {
        uint8_t *at = is_bulk(in) ? bulk->bytes : link->payload + (in->length - left);
        long n = receive(link->fd, at, left < BULK_BYTES ? left : BULK_BYTES, MSG_DONTWAIT, NULL);
        if (n <= 0)
            return event_of(n);
        link->have += (uint32_t)n;
        left -= (uint32_t)n;
        bulk->size = is_bulk(in) ? (uint32_t)n : bulk->size;
    }
    if (!left)
        link->have = 0;
    return is_bulk(in) ? LINK_BULK : left ? LINK_WAIT : LINK_FRAME;
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

void bulk_frame(struct bulk *bulk, uint32_t type, uint32_t length)
{
    bulk->head = (struct head){type, length};
    bulk->size = (uint32_t)sizeof bulk->head + length;
}

void link_put(struct link *link, uint32_t type, const void *payload, uint32_t length)
{
    const struct head head = {type, length};
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

void link_send(struct link *link, const struct bulk *bulk)
{
    while (link_owes(link, bulk)) {
        bool queued = link->queue_sent < link->queue_size;
        bool inside = owes_bulk(link, bulk) && (link->bulk_sent > 0 || !queued);
        const uint8_t *from = inside ? (const uint8_t *)&bulk->head : link->queue;
        uint32_t *sent = inside ? &link->bulk_sent : &link->queue_sent;
        uint32_t left = (inside ? bulk->size : link->queue_size) - *sent;
        long n = SYS(__NR_sendto, link->fd, from + *sent, left, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (is_temporary(n))
            return;
        if (n < 0)
            return stop_sending(link);
        *sent += (uint32_t)n;
    }
}

void link_close(struct link *link)
{
    close_fd(&link->fd);
    stop_sending(link);
}

void links_watch(const struct link *links, int count, struct pollfd *polls, const struct bulk *in,
                 const struct bulk *out)
{
    for (int i = 0; i < count; i++) {
        int events = is_held_up(&links[i], in) ? 0 : POLLIN;
        watch(&polls[i], links[i].fd, events | (link_owes(&links[i], out) ? POLLOUT : 0));
    }
}

void links_send(struct link *links, int count, struct bulk *bulk)
{
    bool taken = true;
    for (int i = 0; i < count; i++) {
        link_send(&links[i], bulk);
        taken = taken && !owes_bulk(&links[i], bulk);
    }
    bulk->size = taken ? 0 : bulk->size;
    for (int i = 0; taken && i < count; i++)
        links[i].bulk_sent = 0;
}
