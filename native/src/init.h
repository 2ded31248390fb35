/* SPDX-License-Identifier: Apache-2.0 */
#ifndef JUG_INIT_H
#define JUG_INIT_H

/*
 * Forks. Returns 0 in the child, −errno if that failed; the parent never returns: it is process 1 of the
 * container until the child ends.
 */
long init_fork(void);

#endif
