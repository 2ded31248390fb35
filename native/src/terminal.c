/* SPDX-License-Identifier: Apache-2.0 */
#include "terminal.h"

static struct termios before;
static bool is_raw;

bool is_terminal(int fd)
{
    struct termios modes;
    return SYS(__NR_ioctl, fd, TCGETS, &modes) == 0;
}

void terminal_size(uint16_t size[2])
{
    static const int places[] = {1, 0, 2};
    uint16_t window[4] = {0, 0, 0, 0};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (SYS(__NR_ioctl, places[i], TIOCGWINSZ, window) == 0)
            break;
    size[0] = window[0];
    size[1] = window[1];
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
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    SYS(__NR_ioctl, 0, TCSETS, &raw);
}

void terminal_restore(void)
{
    if (is_raw)
        SYS(__NR_ioctl, 0, TCSETS, &before);
    is_raw = false;
}
