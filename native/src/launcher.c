/* SPDX-License-Identifier: Apache-2.0 */
/*
 * jug-launcher: born with a socket to the engine as descriptor 3, waits there for one plan and executes it.
 * docs/launch-plan.md defines the plan, docs/protocols.md the conversation.
 */
#include "plan.h"
#include <linux/mman.h>

static _Noreturn void refuse(void)
{
    plan_failed(REPORT_PLAN, EINVAL);
}

/*
 * No signal but SIGKILL may end a monitor, and the program it starts must not inherit what ours inherited.
 * The dispositions are reset here, before anyone waits for us; EXEC only has to unblock.
 */
static void settle_signals(void)
{
    static const uint64_t by_default[4]; /* the kernel's struct sigaction: handler, flags, restorer, mask */
    set_signal_mask(ALL_SIGNALS);
    for (int signal = 1; signal <= 64; signal++)
        SYS(__NR_rt_sigaction, signal, by_default, NULL, sizeof by_default[3]);
}

/* Returns less than size only if the engine closed the socket. */
static size_t receive_all(uint8_t *to, size_t size, struct passed *passed)
{
    size_t have = 0;
    long n = 1;
    while (have < size && n > 0) {
        n = receive(ENGINE, to + have, size - have, 0, passed);
        if (n < 0)
            refuse();
        have += (size_t)n;
    }
    return have;
}

static const struct plan *receive_plan(struct passed *passed, uint32_t *size)
{
    struct head head;
    size_t have = receive_all((uint8_t *)&head, sizeof head, passed);
    if (have == 0)
        leave(0);
    if (have < sizeof head || head.type != FRAME_PLAN || head.length > PLAN_LIMIT)
        refuse();
    long at = SYS(__NR_mmap, PLAN_BASE, head.length, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (at != (long)PLAN_BASE || receive_all((uint8_t *)at, head.length, NULL) < head.length)
        refuse();
    *size = head.length;
    return (const struct plan *)at;
}

/* With a word behind its name it keeps what it inherits: an attack looks for what should not be there. */
int main(int argc)
{
    struct passed passed = {.length = 0};
    uint32_t size;
    SYS(__NR_prctl, PR_SET_DUMPABLE, 0);
    SYS(__NR_prctl, PR_SET_NAME, "jug-launcher");
    SYS(__NR_setsid);
    settle_signals();
    open_standard_files();
    SYS(__NR_fcntl, ENGINE, F_SETFD, FD_CLOEXEC);
    SYS(__NR_close_range, argc > 1 ? ~0U : ENGINE + 1U, ~0U, 0);
    const struct plan *plan = receive_plan(&passed, &size);
    if (!plan_check(plan, size, passed_count(&passed)))
        refuse();
    plan_run(plan, passed.fds);
}
