/* SPDX-License-Identifier: Apache-2.0 */
/*
 * jug-launcher: born with a socket to the engine as descriptor 3, waits there for one plan and executes it.
 * docs/launch-plan.md defines the plan, docs/protocols.md the conversation.
 */
#include "frame.h"
#include "plan.h"

enum { ENGINE = 3 };

static _Noreturn void refuse(void)
{
    const struct report report = {REPORT_PLAN, EINVAL};
    plan_failed(ENGINE, &report);
}

/*
 * No signal but SIGKILL may end a monitor, and the program it starts must not inherit what ours inherited.
 * The dispositions are reset here, before anyone waits for us; EXEC only has to unblock.
 */
static void settle_signals(void)
{
    set_signal_mask(ALL_SIGNALS);
    for (int signal = 1; signal <= 64; signal++)
        set_disposition(signal, DISPOSITION_DEFAULT);
}

static void receive_bytes(uint8_t *at, uint32_t size, int *fds, unsigned *count)
{
    while (size) {
        long n = receive(ENGINE, at, size, 0, fds, PLAN_FDS, count);
        if (n == -EINTR)
            continue;
        if (n <= 0)
            refuse();
        at += n;
        size -= (uint32_t)n;
    }
}

static const struct plan *receive_plan(int *fds, unsigned *count, uint32_t *size)
{
    struct frame frame = {.have = 0};
    int result = frame_read_head(&frame, ENGINE, 0, fds, PLAN_FDS, count);
    if (result == -ENODATA)
        leave(0);
    if (result != 1 || frame.type != FRAME_PLAN || frame.left < sizeof(struct plan))
        refuse();
    *size = frame.left;
    long at = SYS(__NR_mmap, PLAN_BASE, *size, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (at != (long)PLAN_BASE)
        refuse();
    receive_bytes((uint8_t *)at, *size, fds, count);
    return (const struct plan *)at;
}

int main(void)
{
    int fds[PLAN_FDS];
    unsigned count = 0;
    uint32_t size = 0;
    SYS(__NR_prctl, PR_SET_DUMPABLE, 0);
    SYS(__NR_prctl, PR_SET_NAME, "jug-launcher");
    SYS(__NR_setsid);
    settle_signals();
    open_standard_files();
    SYS(__NR_fcntl, ENGINE, F_SETFD, FD_CLOEXEC);
    SYS(__NR_close_range, ENGINE + 1, ~0U, 0);
    const struct plan *plan = receive_plan(fds, &count, &size);
    if (!plan_check(plan, size, count))
        refuse();
    plan_run(plan, ENGINE, fds);
}
