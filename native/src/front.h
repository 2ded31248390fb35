/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of the front. */
#pragma once

#include "sys.h"

/* Says why on standard error, in one piece, and ends with status 125. */
_Noreturn void give_up(const char *reason, const char *detail);

/*
 * Returns a socket that is connected to the engine, which is started if it does not run; its number is the
 * first that was free.
 */
int engine_connect(char **argv, char **envp);
/* Starts an engine for this command alone, and returns a socket to it. */
int engine_own(char **envp);
/* Sends the command to the engine, and what we inherited. If it ended, what is read from it will say so. */
void request_send(int engine, int inherited, int argc, char **argv, char **envp);

/* Which of descriptors 0 to 2 are terminals, as bits. Rows and columns, if any, of the one that shows our
 * output. */
uint32_t terminals(uint16_t size[2]);
/* Every key goes to the program in the container. Does nothing if standard input is no terminal. */
void terminal_raw(void);
void terminal_restore(void);
