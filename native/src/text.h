/* SPDX-License-Identifier: Apache-2.0 */
/* Small texts of the front: paths that are put together, and words for the person at the terminal. */
#ifndef JUG_TEXT_H
#define JUG_TEXT_H

#include "sys.h"

enum { PATH_ROOM = 4096 };

bool text_equal(const char *a, const char *b);
const char *environment(char **envp, const char *name);

/* Puts texts (a list that ends with NULL) together; returns false if they do not fit into PATH_ROOM. */
bool text_join(char *at, const char *const *parts);
#define JOIN(at, ...) text_join(at, (const char *const[]){__VA_ARGS__, NULL})

/* Writes the texts to standard error, in one piece: others may write there, too. */
void complain_all(const char *const *parts);
#define COMPLAIN(...) complain_all((const char *const[]){"jug: ", __VA_ARGS__, "\n", NULL})

#endif
