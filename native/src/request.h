/* SPDX-License-Identifier: Apache-2.0 */
#ifndef JUG_REQUEST_H
#define JUG_REQUEST_H

#include <stdbool.h>

/* Sends the command to the engine; returns false if it cannot be sent. */
bool request_send(int engine, int argc, char **argv, char **envp);

#endif
