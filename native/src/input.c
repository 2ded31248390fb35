/* SPDX-License-Identifier: Apache-2.0 */
/* What clients type goes to the container, as fast as it reads. */
#include "state.h"

void input_close(void)
{
    mon.input_size = mon.input_sent = 0;
    mon.input_end = false;
    if (mon.terminal)
        return; /* the same descriptor brings the output */
    close_fd(&mon.input);
}

void input_end(void)
{
    if (mon.input_size)
        mon.input_end = true;
    else
        input_close();
}

void input_write(void)
{
    while (mon.input_sent < mon.input_size) {
        long n =
            SYS(__NR_write, mon.input, mon.input_bytes + mon.input_sent, mon.input_size - mon.input_sent);
        if (n == -EAGAIN)
            return;
        if (n > 0)
            mon.input_sent += (uint32_t)n;
        else if (n != -EINTR)
            return input_close();
    }
    mon.input_size = mon.input_sent = 0;
    if (mon.input_end)
        input_close();
}
