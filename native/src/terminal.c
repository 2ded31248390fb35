/* SPDX-License-Identifier: Apache-2.0 */
#include "front.h"
#include <asm/termbits.h>

static struct termios before;
static bool is_raw;

uint32_t terminals(uint16_t size[2])
{
    static const int places[] = {2, 0, 1};
    uint32_t found = 0;
    uint16_t window[4];
    for (int i = 0; i < 3; i++) {
        if (SYS(__NR_ioctl, places[i], TIOCGWINSZ, window) == 0) {
            found |= 1U << places[i];
            memcpy(size, window, 2 * sizeof *size);
        }
    }
    return found;
}

void terminal_raw(void)
{
    if (!is_raw && SYS(__NR_ioctl, 0, TCGETS, &before) < 0)
        return;
    is_raw = true;
    struct termios raw = before;
    raw.c_iflag &= ~(tcflag_t)(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
    raw.c_oflag &= ~(tcflag_t)OPOST;
    raw.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
    raw.c_cflag = (raw.c_cflag & ~(tcflag_t)(CSIZE | PARENB)) | CS8;
    raw.c_cc[VMIN] = 1, raw.c_cc[VTIME] = 0;
    SYS(__NR_ioctl, 0, TCSETS, &raw);
}

void terminal_restore(void)
{
    if (is_raw)
        SYS(__NR_ioctl, 0, TCSETS, &before);
    is_raw = false;
}
