/* SPDX-License-Identifier: Apache-2.0 */
#include "link.h"

/* The monitor may close while something of ours is on its way; then the end looks like a reset. */
static enum link_event event_of(long result)
{
    if (result == -EAGAIN || result == -EINTR)
        return LINK_WAIT;
    return result == -EPROTO ? LINK_ERROR : LINK_END;
}

static enum link_event read_payload(struct link *link)
{
    uint32_t room = LINK_BYTES - link->text_size;
    uint32_t size = link->in.left < room ? link->in.left : room;
    long n = SYS(__NR_recvfrom, link->fd, link->text + link->text_size, size, MSG_DONTWAIT, NULL, NULL);
    if (n <= 0)
        return event_of(n);
    link->text_size += (uint32_t)n;
    link->in.left -= (uint32_t)n;
    return LINK_TEXT;
}

enum link_event link_read(struct link *link)
{
    struct frame *in = &link->in;
    if (in->have < FRAME_HEAD) {
        unsigned count = link->passed >= 0;
        int result = frame_read_head(in, link->fd, MSG_DONTWAIT, &link->passed, 1, &count);
        if (result <= 0)
            return result ? event_of(result) : LINK_WAIT;
        link->text_size = link->text_sent = 0;
        if (!frame_is_text(in) && in->left > SMALL_PAYLOAD)
            return LINK_ERROR;
    }
    if (frame_is_text(in))
        link->text_size = link->text_sent = 0;
    if (in->left) {
        enum link_event event = read_payload(link);
        if (event != LINK_TEXT || (in->left && !frame_is_text(in)))
            return event == LINK_TEXT ? LINK_WAIT : event;
    }
    if (!in->left)
        in->have = 0;
    return frame_is_text(in) ? LINK_TEXT : LINK_FRAME;
}

void link_close(struct link *link)
{
    close_fd(&link->fd);
    close_fd(&link->passed);
    link->out_size = link->out_sent = 0;
}

void link_put(struct link *link, enum frame_type type, const void *payload, uint32_t length)
{
    if (link->fd < 0 || link->deaf || link->out_size + FRAME_HEAD + length > sizeof link->out)
        return;
    link->out_size += frame_write(link->out + link->out_size, type, payload, length);
}

void link_flush(struct link *link)
{
    while (link_has_output(link)) {
        uint32_t left = link->out_size - link->out_sent;
        long n = SYS(__NR_sendto, link->fd, link->out + link->out_sent, left, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (n == -EAGAIN || n == -EINTR)
            return;
        if (n < 0) {
            link->deaf = true;
            break;
        }
        link->out_sent += (uint32_t)n;
    }
    link->out_size = link->out_sent = 0;
}
