/* SPDX-License-Identifier: Apache-2.0 */
#ifndef JUG_ENGINE_H
#define JUG_ENGINE_H

/* Returns a connected, non-blocking socket to the engine, which is started if it does not run. */
int engine_connect(char **argv, char **envp);

#endif
