/* SPDX-License-Identifier: Apache-2.0 */
#ifndef JUG_MONITOR_H
#define JUG_MONITOR_H

#include "plan.h"

/* Watches over the child until it ended and all clients know; report is the read end of the report pipe. */
_Noreturn void monitor(const struct supervise *record, int engine, int report);

#endif
