/* SPDX-License-Identifier: Apache-2.0 */
#include "plan.h"

/* All signals are blocked, as always before EXEC: process 1 would not see those with a default action. */
static _Noreturn void stay(long child)
{
    uint64_t all = ALL_SIGNALS;
    int status = 0;
    SYS(__NR_prctl, PR_SET_NAME, "jug-init");
    SYS(__NR_close_range, 3, ~0U, 0);
    for (;;) {
        long pid, signal = SYS(__NR_rt_sigtimedwait, &all, NULL, NULL, 8);
        if (signal > 0 && signal != SIGCHLD)
            SYS(__NR_kill, child, signal);
        while (signal == SIGCHLD && (pid = SYS(__NR_wait4, -1, &status, WNOHANG | __WALL, NULL)) > 0)
            if (pid == child)
                leave(exit_code(status));
    }
}

long init_fork(void)
{
    long child = SYS(__NR_clone, SIGCHLD, 0, 0, 0, 0);
    if (child > 0)
        stay(child);
    return child;
}
