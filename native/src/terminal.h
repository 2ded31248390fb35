/* SPDX-License-Identifier: Apache-2.0 */
#ifndef JUG_TERMINAL_H
#define JUG_TERMINAL_H

#include "sys.h"

bool is_terminal(int fd);
/* Rows and columns of the terminal that shows our output; zeros if there is none. */
void terminal_size(uint16_t size[2]);
/* Every key goes to the program in the container. Does nothing if standard input is no terminal. */
void terminal_raw(void);
void terminal_restore(void);

#endif
